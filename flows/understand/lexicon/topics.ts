// What questions are about; the notation is explained in phrases.ts.

import type { Topic } from '../meaning.ts';
import { phrases } from './words.ts';

export const TOPIC_PHRASES: ReadonlyArray<readonly [topic: Topic, phrases: readonly string[]]> = [
  [
    'pets',
    phrases(`
      mascota|mascotas; perro|perros|perrito|perritos|perra|perrita|perritas;
      gato|gatos|gatito|gatitos; pet|pets|dog|dogs|cat|cats|puppy; cachorro|cachorros|cachorrinho;
      animal|animales|animais; pet friendly; petfriendly; caniche
    `),
  ],
  [
    'included',
    phrases(`
      que|q ..? incluye|incluyen|trae|traen $; que|q viene incluido; what is|s included; what does it include;
      o que inclui|esta incluido
    `),
  ],
  [
    'wifi',
    phrases(`
      wifi; wi fi; internet; senal de|para; hay|tiene senal; starlink; home office
    `),
  ],
  [
    'parking',
    phrases(`
      estacion*; cochera|cocheras; garage; garaje; parking; park the|our|my;
      donde ..? dejar|dejo ..? auto|coche|camioneta; dejar el auto; vaga de? garagem; garagem;
      estaciona*; entrada para auto|autos
    `),
  ],
  [
    'breakfast',
    phrases(`
      desayun*; breakfast; cafe da manha; media pension; pension completa;
      incluye|incluida|con comida|comidas; almuerzo|cena; merienda
    `),
  ],
  [
    'linen',
    phrases(`
      ropa blanca|de cama; sabana|sabanas; toalla|toallas; toallon|toallones; blanqueria;
      frazada|frazadas; linen|linens; sheets; towel|towels; bedding; roupa de cama; lencol|lencois;
      almohada|almohadas; pillows
    `),
  ],
  [
    'heating',
    phrases(`
      calefacc*; calef*; estufa; salamandra; hogar a lena; lena; aire acondicionado; aire;
      frio calor; losa radiante; ventilador; heating; heater; fireplace; air conditioning; aircon;
      ac; aquecimento; lareira; ar condicionado; ar
    `),
  ],
  [
    'pool',
    phrases(`
      pileta|piletas|piscina|pisina|pileton; pool; swimming; jacuzzi; hidromasaje; hot tub;
      climatizada; hidromassagem; ofuro; spa
    `),
  ],
  [
    'grill',
    phrases(`
      parrilla|parrillas|parilla|parri; asado|asadito; asador; quincho; grill; bbq; barbecue;
      churrasqueira; churrasco; fogonero; disco
    `),
  ],
  [
    'kitchen',
    phrases(`
      cocina|cocinar|cocineta; heladera|freezer|microondas|horno|vajilla|utensilios|ollas|pava;
      kitchen; cook|cooking; fridge|microwave|oven; cozinha|cozinhar|geladeira; cubiertos|platos
    `),
  ],
  [
    'tv',
    phrases(`
      tv; tele; television; televisor; smart tv; netflix; cable; directv; televisao
    `),
  ],
  [
    'beach',
    phrases(`
      playa|playas; rio; arroyo; lago; laguna; bajada al; costa al? rio|lago|arroyo; el mar; al mar;
      beach; river; lake; stream; praia; o mar; dique; cascada
    `),
  ],
  [
    'check_in_time',
    phrases(`
      check in; checkin; que|q|cual hora ..? entra*|lleg*|ingres*|puedo|podemos|se;
      hora|horario de|del entrada|ingreso|llegada|check; horario|horarios; que|q hora;
      llego|llegamos|llegar|llegariamos|chegar|chegamos ..? tarde|temprano|noche|madrugada|noite|cedo|antes;
      llego|llegamos|llegar|llegariamos|caemos ..? noche|tipo|madrugada;
      llego|llegamos|llegar|llegariamos|caemos a la|las; llego|llegamos|llegar ..? a la noche;
      arrive|arriving|there ..? pm|am|late|midnight|evening|night; arrive|arriving at? around|after|by|at #; entrar antes|temprano|mas; late arrival; arrive late|early; early check; what time; que horas;
      horario de entrada; horario de check; guardar ..? valijas|equipaje; late check in
    `),
  ],
  [
    'check_out_time',
    phrases(`
      check out; checkout; late check out; hora|horario de|del salida|egreso|checkout|retiro;
      que|q hora ..? irnos|salir|salida|dejar|desocupar|retir*; hasta que|q hora ..? podemos|puedo;
      salir mas tarde|tarde; irnos mas? tarde; leave late|later; horario de saida; sair mais? tarde
    `),
  ],
  [
    'children',
    phrases(`
      cuna|cunita|practicuna; silla alta|bebe; sillita; juegos; para chicos|nenes|ninos;
      crib|cot|highchair|high chair; kid friendly; kids friendly; berco; parquinho;
      acept*|admit*|permit*|accept|allow|aceit* ..? ninos|ninas|nenes|chicos|menores|bebes|kids|children|criancas|babies; pagan los? nenes|chicos|ninos|menores|bebes; hasta que|q edad;
      nenes|chicos|ninos|menores|bebe|bebes|kids|children|criancas pagan|paga|pay|pagam;
      red en la pileta; cerco; segura|seguro para chicos|nenes|ninos
    `),
  ],
  [
    'smoking',
    phrases(`
      fumar; fumadores; fuma; smoke|smoking; cigarr*
    `),
  ],
  [
    'parties',
    phrases(`
      fiesta; hacer|permiten|dejan|acept* ..? fiestas; joda|jodita; evento|eventos;
      festejar|festejo; cumple|cumpleanos; despedida de; musica; ruido|ruidos; party|parties;
      event|events; birthday; music; noise; festa|festas; aniversario; casamiento; wedding; som alto
    `),
  ],
  [
    'accessibility',
    phrases(`
      accesib*|accessib*|acessib*; silla de ruedas; discapac*; movilidad reducida; rampa|rampas;
      escaleras|escalera|escalones; wheelchair; disabled; stairs|steps; cadeira de rodas;
      escada|escadas; cadeirante; planta baja
    `),
  ],
  [
    'activities',
    phrases(`
      que|q se? hay|puede ..? hacer; cosas ..? hacer; para hacer; excursion*; actividad*; cabalgata*;
      senderos|senderismo|trekking; pesca|pescar; kayak; bicicleta*; paseos; turismo; things to do;
      hiking; horse riding; activities|activity; tours; fishing; passeios; trilhas|trilha;
      o que fazer; atividades
    `),
  ],
  [
    'shops',
    phrases(`
      super|supermercado|supermercados|almacen|kiosco|despensa|proveeduria; comercios|negocios;
      farmacia; restaurante|restaurantes|restoran|resto; donde|lugar ..? comer|comprar; cajero;
      shop|shops|store|supermarket|restaurant|restaurants|pharmacy|atm; mercado cerca; padaria;
      delivery; panaderia
    `),
  ],
  [
    'transport',
    phrases(`
      colectivo|colectivos|micro|omnibus|bondi|bus; remis|taxi|uber|transfer desde|al|del; terminal;
      sin auto; aeropuerto; camino|ruta ..? asfalt*|tierra|ripio|4x4|estado; 4x4;
      se llega con|en auto|cualquier; airport; public transport; shuttle; car needed; onibus;
      rodoviaria; need a car; without a car
    `),
  ],
  [
    'capacity',
    phrases(`
      cuantos|cuantas|cuanta|quantos|quantas ..? entran|entramos|personas|caben|duermen|camas|dormitorios|habitaciones|ambientes|gente|cabem|dormem|pessoas|quartos|plazas|capacidad;
      capacidad; capacidade; entran|entramos|caben|cabem #;
      cama|camas extra|matrimonial|simple|doble; cama matrimonial;
      how many people|beds|bedrooms|guests; sleeps; fits|fit #; capacity;
      max|maximum|maximo ..? people|guests|personas|pessoas;
      dormitorios|habitaciones|quartos|bedrooms; entramos todos
    `),
  ],
  [
    'cancellation',
    phrases(`
      politica|politicas de|para? cancel*|reserva|devolucion; si cancelo|cancelas|cancelamos|cancelan|cancele|cancelara|cancelaramos|suspend*;
      cancelacion|cancelaciones|cancelamento;
      y si ..? cancelar|cancelamos|cancelo|llueve|enfermo|enfermamos|puedo; cancellation;
      cancel policy; if i|we cancel; free cancel*; se eu? cancelar; devuelven ..? sena;
      pierdo la? sena; reembolsable; refundable; cancelacion gratis
    `),
  ],
  [
    'discount',
    phrases(`
      descuento|descuentos|desc; un poco|algo menos; a bit|little less|cheaper; hacer|hace|haces|dejar|dejas|deja|do|make|fazer|faz ..? mas|mais barato; do|make ..? cheaper|better; hacer|dejar ..? menos $; me|nos haces|hacen|harias|hace ..? precio;
      haces|hacen|harias precio; promo|promos|promocion|promociones; rebaja*;
      precio especial|amigo|final; lo minimo; ultimo precio; algo mejor ..? precio; mejor precio;
      jubilado|jubilados ..? descuento; codigo|cupon de descuento|promo; tengo|hay|uso|tenho|have un|um|a? codigo|cupon|code|coupon; cupon; codigo promocional; aplic* ..? codigo|descuento|promo; el|un|mi|o|meu|the|my codigo|cupom|code|coupon $; discount|discounts; deal|deals; better price;
      best price; promo code|coupon; desconto|descontos; promocao; cupom; faz um preco; me bajas;
      bajar ..? precio; oferta|ofertas
    `),
  ],
  [
    'tax',
    phrases(`
      iva; vat; impuesto|impuestos; tax|taxes; imposto|impostos; taxa|taxas; tasa|tasas;
      tasa turistica; ecotasa; percepcion
    `),
  ],
  [
    'time_left',
    phrases(`
      cuanto falta; cuanto ..? tiempo; cuanto me? queda $; cuanto me? queda para; hasta cuando;
      hasta que hora ..? tengo|pago|pagar|reserva|vence|dura|sena; cuando ..? vence|vencen;
      a que hora vence; vence ..? reserva|link;
      guard*|reserv*|aguant*|banc*|esper*|mante* ..? hasta; mas tiempo;
      how long ..? have|left|hold|until; how much time; hold it|the|them ..? until|till; more time;
      quanto tempo; ate quando; mais tempo; segura* ..? ate; se vence
    `),
  ],
];

/** What makes a topic a question or a request, where a question mark is missing. */
export const ASKING: readonly string[] = phrases(`
  se puede; puedo|podemos|podria|podriamos;
  tiene|tienen|tenes|hay|incluye|incluyen|acept*|admit*|permit*|dejan|cobran|cuenta|viene|trae|traen|posee|cuentan;
  que|q|cual|como|cuando|donde|cuanto|cuantos|cuantas|quien; queria saber|preguntar|consultar;
  quisiera saber; saber si; consulta|pregunta|duda;
  is|are|does|do|can|could|may|what|how|where|when|which; allowed|included|friendly;
  tem|pode|posso|podemos|inclui|aceita|aceitam|qual|quais|quanto|quantos; ha; gostaria de saber
`);
