// What guests write when they want something, per intent; the notation is explained in phrases.ts.
// Accents and capitals are folded away. Order inside a list does not matter.

import type { Intent } from '../meaning.ts';
import { phrases } from './words.ts';

/** What keeps a stay that was about to be given up. */
export const NOT_CANCELLING: readonly string[] = phrases(`
  no la|lo|me|te? cancel*|anul*|suelt*; no quiero|queremos|voy|vamos|hay a|que? cancelar*|anular*|soltar*;
  mantenela|mantenelo|mantenla|mantengo; sigue en pie; keep it|the|my; dont cancel; do not cancel;
  dont|not want to cancel; nao cancel*; nao quero|vamos|vou cancelar; mantem|mantenha ..? reserva
`);

export const INTENT_PHRASES: ReadonlyArray<readonly [intent: Intent, phrases: readonly string[]]> =
  [
    [
      'handoff',
      phrases(`
      hablar|hablo|charlar|comunic*|contact*|comunicar ..? con|a ..? alguien|persona|humano|dueno|duena|encargado|encargada|vos|ustedes|vendedor|asesor|operador|representante|responsable;
      hay alguna|algun ..? persona|humano; hay alguien $; hay alguien ahi|aca|atendiendo|vivo;
      se corto|fue|rompio|quemo|tapo|inundo|salto la|el|el? luz|agua|gas|calefon|calefaccion|termotanque|bano|inodoro|cano|heladera|cocina|llave|estufa|ducha|termica;
      estamos|estoy|quedamos sin luz|agua|gas|electricidad; no hay|anda|funciona|sale|prende|tenemos el|la? luz|agua|calefon|calefaccion|termotanque|estufa|ducha|heladera $; no sale|hay agua caliente;
      perdi|perdimos la|las llave|llaves; no podemos|puedo entrar a la cabana; acabou|falta|faltou|caiu a? luz|agua|gas|energia; sem luz|agua|energia; no hot? water|power|electricity; locked out; lost the key|keys;
      me podes|pueden|podrias|podrian|puede llamar;
      alguien|persona ..? atienda|atiende|responda|conteste|ayude;
      me atienda|atiende ..? persona|alguien|humano; atencion humana|personalizada;
      pasame|paseme|derivame|comunicame con; quiero|necesito un|una humano|persona|asesor|operador;
      ^ humano $; ^ persona $; ^ asesor $; ^ operador $; ^ dueno $; ^ agente $; llamame;
      me llaman|llamas|llaman|llamen por? telefono?; puedo|podemos llamar|llamarte|llamarlos;
      sos un? bot|robot|humano; no quiero hablar con un bot|robot|maquina; persona real|de verdad;
      algun numero|telefono ..? llamar; tu|su numero|telefono; telefono de contacto;
      el dueno|la duena;
      talk|speak|chat to|with ..? someone|person|human|owner|agent|somebody|representative|manager;
      real person|human; ^ human $; ^ agent $; call me; are you a bot|robot|human;
      is this a bot|robot;
      falar|conversar com ..? alguem|pessoa|humano|dono|dona|atendente|responsavel; ^ atendente $;
      pessoa de verdade; me liga; e um robo; pelotud*; la concha; hijo|hija|hijos de puta|mil; hdp;
      mierda; estafador*; estafa*; chorros; chanta*; ladron*; forro|forros; inutil*;
      no sirven para nada; es|son una? verguenza; verguenza; los voy a denunciar; denunci*;
      defensa del? consumidor; abogado; imbecil*; idiota*; que asco; andate a; vayanse a; una joda;
      me estan cargando|tomando|jodiendo; una falta de respeto;
      estoy harto|harta|podrido|podrida|re? caliente; conchud*; boludo de; boludos; la puta;
      pesimo servicio|atencion; no entendes|entiende|entienden nada; bot inutil|estupido; estupid*;
      una basura; quiero hacer un? reclamo|queja; reclamo; queja;
      urgente|emergencia|emergency|urgencia; fuck*; shit; bullshit; scam; scammers; idiot*; ripoff;
      useless; lawyer; rip off; this is ridiculous; ridiculous; worst service; complaint; merda;
      caralho; porra; golpistas; e golpe; procon; palhacada; lixo; reclamacao; ridiculo
    `),
    ],
    [
      'data_deletion',
      phrases(`
      borr*|elimin* ..? mis? datos|informacion|numero; supriman|supresion ..? datos;
      delete|erase|remove ..? my data|information|number|details;
      apag*|exclu*|delet* ..? meus dados; derecho al olvido; right to be forgotten; direito ao esquecimento
    `),
    ],
    [
      'data_access',
      phrases(`
      que|cuales datos|informacion tienen|tenes|tienes|guardan|guardas ..? de|sobre mi|mis; que|cuales datos mios|personales;
      que|cuales datos tienen|tenes|tienes|guardan|guardas $; mi|mis informacion|datos tienen|tenes|tienes|guardan|guardas;
      que saben|sabes|guardan|guardas de|sobre mi; ver|pedir|copia|acceder|acceso|muestren|mandame ..? mis datos;
      ^ mis datos $; ^ meus dados $; ^ my data $; derecho de acceso; habeas data;
      que|quais dados voces? tem|guardam $; que|quais dados|informacoes voces? tem|guardam de|sobre mim; que dados meus;
      ver|copia|acessar ..? meus dados; what data do you have|keep|hold $; what do you know about me;
      what data|information do you have|keep|hold about|on me; see|access|copy|export ..? my data
    `),
    ],
    [
      'privacy',
      phrases(`
      ^ privacidad $; politica de? privacidad; datos personales; proteccion de datos; privacidade; politica de privacidade;
      dados pessoais; lgpd; ^ privacy $; privacy policy; personal data; gdpr; uso de mis datos; quien tiene mis datos
    `),
    ],
    [
      'opt_in',
      phrases(`
      ^ alta $; ^ start $; ^ unstop $; ^ subscribe $; ^ suscribirme $; darme de alta; dar de alta; quiero recibir mensajes|avisos|novedades;
      pueden|podes escribirme de nuevo; volver a recibir mensajes|avisos; quero receber mensagens|avisos|novidades; ^ voltar a receber $;
      receive messages again; opt in; quiero volver a recibir
    `),
    ],
    [
      'opt_out',
      phrases(`
      no me escrib*|mand*|envi* mas; no quiero recibir ..? mensajes; no me manden mensajes;
      no quiero mas mensajes; ^ stop $; ^ baja $; ^ unsubscribe $; dar de baja; darme de baja;
      dejen de escribir*|mandar*|molestar; deja de escribirme|molestar;
      stop messaging|texting|writing; no more messages; parem|para|pare de ..? mandar|enviar|escrever;
      nao quero mais receber; nao me mande*|escreva* mais; opt out; ^ parar $; sacame de la lista;
      descadastrar
    `),
    ],
    [
      'withdrawal',
      phrases(`
      me arrepenti; arrepentimiento; arrepentirme; quiero mi|la plata|dinero|guita;
      devolv*|devuelv* ..? plata|dinero|sena|guita|pago|todo;
      quiero ..? devolucion|reintegro|reembolso; reintegr*; reembols*; pido la? devolucion; refund;
      my money back; changed my mind; me arrependi; estorno; dinheiro de volta; quero meu dinheiro;
      desistir da compra; arrependimento
    `),
    ],
    [
      'payment_claim',
      phrases(`
      te|les|ya|recien|listo transferi; transferi; transfer ok; ya|te|les|lo pague; ^ pague;
      pague dos|2|doble; pague ..? veces; te|les|ya|lo deposite; deposite; comprobante;
      me confirmas $; me|nos confirmas|confirman|confirmarias si|que ..? reserva|pago|sena|transferencia|esta|quedo|llego|entro; esta|quedo ..? ok|bien|confirmada|lista|hecha la reserva; esta|quedo|ficou|foi confirmad* $; is ..? confirmed $; ya esta pago|paga|pagado|pagada|transferido|depositado;
      hice|mande|envie|realice la|el|un? transferencia|deposito|pago|plata|sena|transf; ya sene;
      te|les sene; ya abone; abone; te mande|pase|envie la|el plata|sena|comprobante;
      me debit* ..? veces|dos; me cobr* ..? dos|veces|doble; doble pago; pago doble|duplicado;
      les llego el|la? pago|transferencia|plata|sena; te llego; llego el? pago|la transferencia;
      me aparece aprobado|pagado; pago aprobado|acreditado|realizado|hecho; pagado;
      i|already|just|ive paid; ive already? paid; paid twice|already;
      i made|sent the|a payment|transfer|deposit; payment sent|done|made; charged twice|me twice;
      i transferred; receipt; sent the money|deposit|transfer; already transferred|paid;
      ja paguei|transferi|depositei|fiz; paguei; fiz o|a? pix|transferencia|pagamento|deposito;
      transferi; comprovante; mandei o pix; pix feito|enviado; cobrado duas vezes;
      pagamento feito|realizado
    `),
    ],
    [
      'payment_link',
      phrases(`
      no me|nos llega|llego ..? link|mail|correo|mensaje; link|enlace|linkcito ..? pago|pagar|sena; pas*|mand*|envi*|reenvi*|gener* ..? link|enlace;
      link ..? anda|funciona|abre|abri*|vencio|vencido|caduco|caido|nuevo;
      no me? anda|funciona|abre|carga ..? link|pago; donde|como pago $;
      quiero|queremos|quisiera|como|vamos pagar; puedo|podemos pagar $; puedo|podemos pagar ahora|ya|hoy; puedo|podemos pagar la|el sena|anticipo|link; voy|vamos a pagar|senar;
      quiero|queremos|quisiera|puedo senar; ^ senar $; ^ pagar $; pagar la sena; pagar ahora|ya;
      el link; otro link; payment link; send|resend ..? link; link ..? work*|expired|open*;
      the link; new link; how|where do i pay $; want to pay;
      ready to pay; can i pay now; pay the deposit; link de pagamento;
      link ..? funciona|expirou|venceu; manda*|envia* ..? link; o link; quero pagar
    `),
    ],
    [
      'payment_failed',
      phrases(`
      error ..? pago|pagar|tarjeta|pay|payment|cartao; me? rechaz*|rebot*|declin* ..? tarjeta|pago|visa|mastercard; tarjeta ..? rechaz*|rebot*|declinada;
      no me deja|dejo pagar; no pude|puedo|podemos|pudimos pagar $; no pude|pudimos ..? pagar; no me? toma|tomo|acepta|acepto|pasa|paso|anda la|mi tarjeta|visa;
      tarjeta no me? pasa|paso|anda|funciona|deja; pago ..? rechazado|fallo|fallido; fallo el|mi pago; sin fondos; fondos insuficientes; limite de la tarjeta;
      card ..? declined|rejected|refused|work; declined|rejected|refused my card|payment; payment ..? failed|declined|rejected|through|work; cant pay; couldnt pay; not let|letting me pay; insufficient funds;
      cartao ..? recusado|recusou|rejeitado|passou|passa; recus* ..? cartao|pagamento; nao consigo|consegui|conseguimos ..? pagar; pagamento ..? recusado|falhou|passou; deu erro ..? pagamento|pagar|cartao
    `),
    ],
    [
      'bank_transfer',
      phrases(`
      cbu; cvu; alias; transferencia|transf|transfer bancaria?; por transferencia;
      puedo|podria|podemos|prefiero|quiero|hago|hacer ..? transfer*|deposit*; te|les transfiero;
      datos ..? bancarios|banco|cuenta|transferir|transferencia; numero|nro de cuenta;
      cuenta bancaria; bank transfer|details|account; wire; iban; swift; transferencia bancaria;
      chave|qual ..? transferir|pix; dados bancarios; conta bancaria; posso transferir|depositar
    `),
    ],
    [
      'payment_methods',
      phrases(`
      pag*|abon*|sen* la|a? mitad|metade; en|em partes; pay half; half now|later|upfront; mitad y mitad;
      como se|es|hago|puedo|podemos|seria|hay ..? paga*|pago|sena|reserva; como|donde pago|pagamos;
      como|con que se paga|pagar; formas|medios|metodos|modos|opciones|forma|medio|metodo de pago;
      acept*|tom*|recib* ..? tarjeta*|credito|debito|efectivo|dolares|usd|euros|mercadopago|mp|mercado|transferencia|visa|mastercard|amex|cripto|pix|reales;
      con tarjeta; en cuotas; cuotas; en efectivo; mercado pago; mercadopago; cuanto ..? sena;
      cuanto ..? senar; sena|anticipo ..? cuanto|cuantos|quanto; sinal ..? quanto; deposit ..? how much; con cuanto ..? reserva|sena|senar|reservo; saldo; pagar al llegar;
      pagar|pago cuando lleg*; hay que senar|adelantar; hay sena; piden sena; de sena;
      se paga ..? sena|antes|ahi|alla|llegar; el resto|saldo ..? pag*|cuando|abona;
      cuando se paga|abona|cancela; la tarjeta|visa|mastercard; cuenta dni; dolares; anticipo;
      how do|can|could i|we pay; how to pay; payment methods|options|method; pay with|by|in;
      accept|take ..? cards|card|visa|mastercard|dollars|usd|cash|credit|paypal|pix|euros;
      credit|foreign|debit card|cards; installments; in cash; how much ..? deposit;
      deposit required|needed; paypal; formas|meios|forma|meio de pagamento; pagar com|no|na;
      aceit* ..? cartao|pix|dinheiro|dolar|reais|credito; como|onde pago|pagamos|paga;
      como faco ..? pagar; parcel*; no cartao; cartao de credito; por pix; com pix; pix;
      quanto ..? sinal; sinal
    `),
    ],
    [
      'balance',
      phrases(`
      saldo; cuanto|quanto ..? debo|debemos|adeudo|devo|devemos; falta|faltaria pagar|abonar; still owe; left to pay; amount due; how much ..? owe; pagar o restante; valor que falta; quanto ainda falta;
      pagar|abonar el resto; el resto del pago; lo que falta|queda|resta ..? pagar|abonar;
      cuanto me|nos falta|queda|resta|debo; cuanto debo|debemos|adeudo; cuanto falta|queda|resta ..? pagar|abonar;
      pagar|abonar lo que falta|queda|resta|debo; lo que debo|debemos; o restante; pagar o resto;
      quanto falta|resta ..? pagar; quanto devo|devemos; o que falta pagar; valor restante;
      the balance; remaining balance|amount|payment; pay the rest; how much ..? owe|left;
      the rest of the payment; outstanding
    `),
    ],
    [
      'cancel_reservation',
      phrases(`
      cancel*|anul* ..? reserva|reservacion|estadia|booking|viaje|estancia; dar de baja ..? reserva;
      no vamos|voy a poder ir|viajar; no podemos|puedo|podremos ir|viajar;
      cancel my|the|our reservation|booking|stay|trip; we|i cant come|make|travel; cannot make it;
      cancelar minha|a|nossa reserva|estadia; nao vamos|vou poder ir|viajar;
      nao podemos|posso ir|viajar; desmarcar
    `),
    ],
    [
      'cancel_flow',
      phrases(`
      ^ cancelar $; ^ cancela $; ^ cancelo $; ^ cancelemos; ^ cancel $; cancelalo; dejalo ahi|asi;
      dejalo|dejala $; dejalo|dejala nomas|gracias|por|mejor; deja nomas; deja no? importa; olvidalo; olvidate; no importa; no gracias ya; cancelala; cancelenla; anulala; soltala; soltalo;
      ya no quiero|queremos|necesito|hace; ya consegui|reserve|conseguimos|reservamos|encontre;
      conseguimos|encontramos otro|otra|otra cosa; ^ salir $; ^ nada $; nada nada; no nada; never mind; nevermind;
      forget it; forget about it; no longer need*; ^ quit $; ^ exit $; deixa pra la; deixa quieto;
      esquece; nao quero mais; ja consegui*|reservei; lo dejo|dejamos ahi|aca; quiero cancelar $;
      cancelar todo; quero cancelar $; want|like|need to cancel $; cancel it|this|that; please cancel $;
      ^ cancel please $; ^ cancela|cancelar por favor|porfa $; lo suelto|soltamos; libera la reserva|cabana|fecha
    `),
    ],
    [
      'modify_reservation',
      phrases(`
      cambi*|modific*|mov*|muev*|corr*|reprogram* ..? fecha|fechas|reserva|estadia|dia|dias;
      reprogramar; cambio de fecha|fechas;
      sumar|agregar|suma* ..? persona|noche|noches|personas|nene|invitado; agregar una noche;
      quedarnos|quedarme una? ..? mas;
      extender|alargar|acortar la|nuestra|mi|una? estadia|reserva|noche; posponer; postergar;
      change|modify|move|reschedule ..? date|dates|reservation|booking|stay; reschedule;
      add|extend ..? night|nights|person|guest|stay;
      mudar|alterar|trocar|remarcar ..? data|datas|reserva|estadia; remarcar; prorrogar;
      pasarme|pasarnos|pasarse|cambiarme|cambiarnos|cambiarse|mudarme|mudarnos a|por la|el|otra|otro|una;
      pasar|pasamos|cambiar|cambiamos|mover a|por la? otra|otro; cambiar|cambiaria|cambiamos a la; cambi*|mudar|trocar de cabana|chale;
      change|switch|move ..? cabin|cabins; mudar|trocar|passar ..? outra|outro
    `),
    ],
    [
      'arrival_time',
      phrases(`
      lleg*|arrib*|caemos|caigo ..? tarde|tardisimo|tardecito|atrasad*|demorad*|madrugada|temprano;
      llegada tarde|tardia|anticipada; late|early check in|checkin|arrival; check in tarde|tardio;
      cheg* ..? tarde|atrasad*|cedo|madrugada; chegada tarde|tardia|atrasada;
      arriv* ..? late|early; get|be there late|early; running late; be late;
      mi|nuestra|la hora de llegada es|seria; my arrival time
    `),
    ],
    [
      'waitlist',
      phrases(`
      avis*|aviso ..? si|cuando se|alguien libera|liberan|libere|liberara|desocupa|cancela|baja;
      avisa|avisame|avisanos|avisas|avisen|avisarme|avisarnos si|cuando hay|queda|aparece|tenes;
      lista de espera; waiting list; waitlist; wait list; notify me|us;
      let me|us know if|when ..? free|frees|opens|available|cancels|up;
      tell me|us if|when ..? free|frees|opens|available|cancels|up;
      avis* ..? se|quando liberar|vagar|desocupar|abrir|cancelar|cancelarem
    `),
    ],
    [
      'leave_waitlist',
      phrases(`
      ya no me|nos interesa; ya no estoy|estamos interesado|interesada|interesados;
      de la lista de espera; no me|nos avis* mas; off the waiting list|waitlist;
      no longer|not interested; nao me avise* mais; da lista de espera; nao tenho mais interesse;
      nao me interessa mais
    `),
    ],
    [
      'invoice',
      phrases(`
      factur*; monotribut*; responsable inscripto; cuit; ticket fiscal; recibo; invoice;
      nota fiscal; fatura; cnpj; tax receipt
    `),
    ],
    [
      'email',
      phrases(`
      mand*|envi*|pas*|reenvi* ..? mail|email|correo|gmail; por|al|x e? mail|email|correo|gmail; a mi e? mail|email|correo;
      pelo|para o|meu e? mail|email; meu e? mail|email; send|email|forward ..? mail|email; by|via|to e? mail|email; to my e? mail|email
    `),
    ],
    [
      'photos',
      phrases(`
      foto|fotos|fotitos|imagen|imagenes|video|videos|fotografias;
      ver ..? cabana|cabanas|casa|lugar $; tenes|tienen|hay|su|tu|el|cual|algun instagram|ig;
      como es|son la|las|el|por cabana|cabanas|casa|dentro|lugar; pagina web;
      photo|photos|picture|pictures|pics|pic|images; imagens|fotinhas; see ..? cabin|cabins|inside;
      what ..? look like; como e|sao a|as|o cabana|cabanas|chale|lugar
    `),
    ],
    [
      'location',
      phrases(`
      cuantos|cuantas|quantos km|kms|kilometros|cuadras|minutos; far|close from|to; que|q|tan lejos|cerca estan|queda|esta|quedan; tan lejos|cerca; donde|adonde|dnd|dond estan|queda|quedan|es|esta|se|son|seria|vendria;
      donde ..? ubicad*|encuentran|encuentra|llego; ubicacion; direccion; domicilio; mapa;
      google maps; maps; como llego|llegamos|llegar|se llega;
      a cuanto|cuantos|que ..? km|kilometros|cuadras|distancia|minutos|estan|queda|esta;
      que zona|barrio|localidad; cerca de|del; lejos de|del; coordenadas;
      en que|q parte|zona|lugar|localidad; where are|is|exactly; location; address; directions;
      how far; how do|can ..? get there; near the|to; onde fica|ficam|e|voces|estao|esta;
      localizacao; endereco; como chego|chegar|chegamos; qual ..? distancia; perto do|da|de; pin;
      ubi
    `),
    ],
    [
      'price',
      phrases(`
      cuanto|quanto era|eran|fue|seria|quedaba|salia; cuanto $; quanto $; cuanto ..? deja|dejas|dejan|haces|hacen|harias; cuanto|quanto|cuant|cto|cnto|qto|qnto|cuando ..? sale|salen|cuesta|cuestan|vale|valen|saldria|seria|esta|estan|es|son|cobra|cobran|cobras|fica|custa|custam|salia|costaria|estaria|sai|da|queda|quedaria|esta|ficaria|vai;
      cuanto ..? x|por|la|cada noche|dia|noite; precio ..? noche|dia; ^ cuanto $; ^ quanto $;
      a cuanto;
      precio|precios|presio|presios|prezio|tarifa|tarifas|valor|valores|costo|costos|presupuesto|cotizacion|cotiza*;
      que|q sale|salen|precio|vale; en cuanto me? sale|queda; por que|q ese|este|tan|sale;
      por que ..? precio|caro|sale; mas barat*|economic*; preco|precos|diaria|orcamento|valores;
      price|prices|pricing|rate|rates|cost|costs|quote; how much; how expensive; cheaper; cheapest;
      mais barat*; o total; el total; total price
    `),
    ],
    [
      'too_expensive',
      phrases(`
      parece|parecio|resulta|resulto|veo|vi ..? car*; mucha|mucho plata|guita|dinero; es|esta|ta|re|medio|bastante|muy|demasiado|tan|e car*; carisim*; salado|saladito; un poco|toque|poquito car*;
      se me|nos va ..? presupuesto; no me|nos? da|alcanza el presupuesto|bolsillo; fuera de ..? presupuesto; no llego|llegamos con|al ..? presupuesto|precio; no me|nos alcanza;
      algo|otra|otro|alguna|una|opcion mas barat*|economic*|accesible; mas barat*|economic* no? hay|tenes|tienen|tendras|tendran;
      too expensive|much|pricey; pricey; steep; over|out|above|beyond of? my|our|the? budget; cant afford; anything|something|somewhere a|bit? cheaper; bit|lot|little expensive; is|are|looks|seems|its expensive;
      muito|meio|bem|tao|bastante|achei|acho|ta|pouco|pouquinho|ficou car*|salgad*; fora|acima do|de? ..? orcamento; algo|outra|outro|alguma|opcao mais barat*|em conta; mais barat* nao tem; carissim*
    `),
    ],
    [
      'availability',
      phrases(`
      que|q|cuales cabanas|chales; cuantas|quantas cabanas|chales; mostra*|ver las|los? cabanas|chales; which|what cabins;
      tenes|tienen|tenen|tiene|tenez|hay|habra|queda|quedan|tendran|tendrias|tendria|tendras|tenias|tenian|habria|abria ..? lugar|lugares|disponib*|disponible|libre|libres|algo|cabana|cabanas|fecha|fechas|lugarcito|cupo|vacante|alojamiento|espacio;
      disponib*; fechas|dias|que|q|cuando ..? libre|libres|disponible|disponibles;
      que fechas|dias|findes; esta|estan|estaria libre|disponible|ocupado|ocupada; hay algo;
      tenes algo|para; tienen para|algo; algo para; algun lugar; lugar para|el|este|en; availab*;
      avail; anything for|in|free|left|open;
      do you have ..? for|free|anything|any|room|space|cabin|cabins;
      any cabins|cabin|vacancy|vacancies|room|rooms|openings|space|dates; vacanc*;
      is|are ..? free|available; free dates; what dates; which dates;
      tem|teria|ha|tera|sobrou ..? vaga|vagas|disponib*|livre|algo|lugar|chale|cabana|data|datas;
      tem|teria|tera $; vaga|vagas; disponivel; datas livres; esta livre
    `),
    ],
    [
      'quote',
      phrases(`
      quiero|queremos|quisiera|quisieramos|querria|queria|necesito|puedo|podemos|gustaria|para ..? reserv*|alquil*|hosped*|aloj*;
      reserv* una? cabana|casa|fecha|noche; ^ reservar $; ^ reserva $; hacer una reserva;
      quiero reservar; alquilar; reserva* para; cotiza*|presupuesto ..? para;
      want|would|like|need|id to? ..? book|reserve|stay|rent; ^ book $; book a|the;
      make a reservation|booking; quero|queremos|gostaria|queria|preciso ..? reserv*|alug*|hosped*;
      fazer uma reserva
    `),
    ],
    [
      'faq',
      phrases(`
      minimo de noches|estadia; minimum stay|nights; minimo de noites|diarias;
      que|q incluye|incluyen|trae|servicios|comodidades; servicios; comodidades; ^ consulta;
      ^ una? consulta; what is|s included; whats included; amenities; o que inclui; o que tem $
    `),
    ],
    [
      'menu',
      phrases(`
      no entiendo|entendi; volver a empezar; i dont understand; nao entendi;
      ^ menu $; menu principal; ver menu; el menu; volver al? menu|inicio|principio; ^ inicio $;
      ^ empezar $; empezar|empezamos|arrancar|comenzar de|desde nuevo|cero|vuelta; ^ volver $;
      ^ opciones $; que opciones hay|tengo; ^ ayuda $; ^ help $; ^ ajuda $; ^ start $; ^ comenzar $;
      start over|again; restart; main menu; comecar de novo; recomecar; ^ voltar $; de cero;
      ^ reiniciar $; ^ reset $; del principio
    `),
    ],
    [
      'thanks',
      phrases(`
      gracias; grax; gracia; mil gracias; grcs; thanks; thank you; thx; ty; cheers; obrigad*; valeu;
      brigad*; agradez*; muy amable; genia; genio; sos un|una genio|genia|capo|crack
    `),
    ],
    [
      'greeting',
      phrases(`
      hola; holi; holis; buenas; buenass; holas; buen dia; buenos dias; buenas tardes|noches; wenas; ola; que tal;
      como estas|estan|va|andas|andan; q tal; hi; hello; hey; hiya; good morning|afternoon|evening;
      oi; oie; bom dia; boa tarde|noite; tudo bem; alo; saludos; ^ bns $; holaa; holaaa
    `),
    ],
    [
      'affirm',
      phrases(`
      ^ si $; ^ si es correcto|asi|eso;
      ^ si si|quiero|queremos|dale|por|esta|claro|gracias|porfa|confirmo|reservo|perfecto|obvio|please|me|correcto|exacto|de;
      ^ sii; ^ sip; ^ sep; ^ see $; ^ s $; ^ sisi; dale; de una; ^ joya; ^ ok; ^ oka; ^ okey;
      ^ okay; ^ okis; ^ okk; ^ oki; ^ va $; ^ bueno; ^ buenisimo; ^ perfecto; ^ perfect; ^ genial;
      ^ barbaro; ^ excelente; ^ listo; ^ claro; ^ obvio; ^ correcto; ^ exacto; ^ tal cual;
      ^ de acuerdo; estoy de acuerdo; ^ por supuesto; ^ confirmo; ^ confirmado; ^ confirmar;
      ^ acepto; me sirve; nos sirve; me parece bien; esta bien; ta bien; esta perfecto; ^ vamos $;
      ^ vamos con esa|ese|eso; lo|la reservo|reservamos|quiero|queremos|tomo|confirmo; ^ reservo;
      ^ reservala|reservalo|reserva $; ^ si|sim reserv*|pode; reservala|reservalo|reservamela|reservamelo|reservanosla $; ^ eso; ^ hecho; ^ trato; ^ adelante; ^ avancemos; ^ avanza;
      seguimos; afirmativo; ^ sale $; ^ metele; ^ cerrado; cerramos; ^ buenisima; ^ re $; ^ aja;
      ^ feito $; ^ sent $; ^ done $; ^ enviado $; ^ mandado $; ^ esa $; ^ ese $; ^ essa $; ^ esse $; ^ tudo bem reserv*|pode; ^ si mas o menos; mas o menos $; ^ si ..? a nombre de; a mi|ese|su nombre $; no meu|nesse nome $; in my name; under that name; ^ todo bien; ^ todo ok; si dale; si por favor; si gracias; ^ yes; ^ yep;
      ^ yeah; ^ yup; ^ sure; ^ great; ^ correct; ^ right; ^ exactly; sounds good; go ahead;
      lets do it; lets go; book it; ill take it; well take it; ^ deal; ^ confirmed; ^ confirm;
      ^ absolutely; ^ of course; ^ fine; ^ please do; thats right; thats fine; works for me|us;
      ^ all good; ^ y $; ^ sim; ^ pode ser; ^ fechado; ^ beleza; ^ blz; ^ isso; ^ ta bom; ^ ta $;
      ^ tudo certo; ^ com certeza; ^ combinado; pode reservar; ^ quero $; ^ certo; ^ perfeito;
      ^ otimo; ^ bora; ^ claro
    `),
    ],
    [
      'deny',
      phrases(`
      no me gusta; ^ not for us|me; ok|okey|bueno|dale|listo? gracias igual; gracias de todos|todas modos|formas|maneras; igual gracias; thanks anyway; obrigado|obrigada mesmo assim; mesmo assim obrigado|obrigada; ahora|agora no|nao; como estaba|esta|estava $; tal como estaba; dejala|dejemosla|dejala no? asi; deixa|deixe assim|como esta; leave it as|how it was; ^ nono; ^ no no $;
      ^ no $; ^ no la|el otra|otro;
      ^ no gracias|quiero|por|va|es|esta|todavia|aun|no|nop|ninguna|ninguno|tampoco|para|asi;
      ^ nop; ^ nope; ^ nah; ^ na $; ^ noo; ^ todavia no; ^ aun no; ^ por ahora no; ^ mejor no;
      ^ para nada; ^ negativo; ^ tampoco; no me sirve; no nos sirve; no me convence; no me interesa;
      ninguna; ninguno; no acepto; ^ incorrecto; esta mal; ni ahi;
      ni loco|loca; no quiero; no confirmo; no esta bien; no es correcto|asi; ^ mal $; ^ n $;
      ^ not yet|now|really|that; ^ no thanks|thank; no thank you; dont want;
      not interested; ^ wrong; thats wrong|not; ^ nao $; ^ nao obrigad*|quero|e|por|ainda|esta|me;
      ^ ainda nao; nao serve; nenhum*; ^ errado; nao quero
    `),
    ],
    [
      'defer',
      phrases(`
      dejame|dejanos|deja ..? ver|pensar*|consultar*|hablar*|averiguar|charlar*|confirmar; dejame|deja que lo|la|le hable|charle|vea|piense|consulte|pregunte; lo|la hable|charle|consulte|hablemos con;
      lo|la pienso|consulto|charlo|hablo|veo|vemos|pensamos|consultamos|charlamos;
      lo|la voy a pensar;
      te|les|despues|luego aviso|avisamos|confirmo|confirmamos|escribo|digo|contesto|respondo;
      te|les|lo deposito|pago|abono|seno ..? lunes|martes|miercoles|jueves|viernes|sabado|domingo|manana|luego|despues|finde|semana|mes;
      te|les aviso|avisamos; despues|luego te|les|lo|vemos|veo|seguimos|hablamos;
      tarde te|les|vemos|seguimos|hablamos; lo|la tengo que pensar|ver|consultar|hablar|charlar;
      tengo|tenemos que pensarlo|consultar*|ver*|hablar*|preguntar;
      voy a pensar*|consultar*|ver*|averiguar; vamos a ver|pensarlo|hablarlo|consultar*;
      lo|la|o|a dejo|dejamos|deixo para|pra despues|depois|luego|otro|otra|outro|outra; no se|c|sabemos todavia|aun|bien; no se|sabemos las|la fechas|fecha; no tengo|tenemos ..? fecha|fechas|definido|definida|definidas; sin fecha|fechas; nao sei as datas; nao tenho|temos ..? data|datas; dont know the|our dates; no se $; no estoy segur*; en un rato; mas tarde; espera; esperame;
      aguantame; bancame; un momento|minuto|segundo|toque; ^ despues;
      estamos viendo|averiguando|comparando; estoy viendo|averiguando|comparando;
      cualquier cosa te|les|aviso|escribo; vuelvo a escribir; lo consulto; lo hablo;
      let me|us think|check|see|ask|talk|know; get back to you; think about it;
      ill|we|i|well let you know; not sure|sure yet; maybe later; ^ later; hold on;
      one moment|minute|sec|second; ^ wait; need to check|think|ask; vou pensar|ver|consultar|falar;
      deixa eu|me ver|pensar|consultar; te|lhe aviso; depois eu? te? falo|aviso|confirmo|vejo|digo;
      preciso pensar|ver|consultar; mais tarde; ^ espera; um momento|minuto; nao sei ainda;
      ainda nao sei
    `),
    ],
  ];

/** Coming, which with an hour of the clock says when. */
export const ARRIVING: readonly string[] = phrases(`
  llego; llegamos; llegaremos; llegare; llegaria; llegariamos; llegando; lleguemos; llegue;
  voy|vamos|van|pensamos|pienso|podemos|puedo|podriamos|calculo|calculamos a? llegar|arribar|estar|caer;
  llegar; arribamos; arribo; arribaremos; estamos|estaremos|estaria|estariamos ahi|alla|por ahi|en la cabana;
  caemos; llegada; hora de llegada; ingresamos; entramos; hacemos|hacer|hago ..? check in|checkin;
  chego; chegamos; chega; chegam; chegaremos; chegarei; chegaria; chegar; chegada; estaremos ai|la;
  arrive; arriving; arrival; will be there; get|getting there; be there; check in|checking at|around
`);
