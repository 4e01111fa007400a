// The stay: asking for one, changing it, giving it up, coming, and what it is like.
// The notation is explained in phrases.ts; order inside a list does not matter.

import type { Intent } from '../meaning.ts';
import { phrases } from './words.ts';

/** What keeps a stay that was about to be given up. */
export const NOT_CANCELLING: readonly string[] = phrases(`
  no la|lo|me|te? cancel*|anul*|suelt*; no quiero|queremos|voy|vamos|hay a|que? cancelar*|anular*|soltar*;
  mantenela|mantenelo|mantenla|mantengo; sigue en pie; keep it|the|my; dont cancel; do not cancel;
  dont|not want to cancel; nao cancel*; nao quero|vamos|vou cancelar; mantem|mantenha ..? reserva
`);

export const STAYING: ReadonlyArray<readonly [intent: Intent, phrases: readonly string[]]> = [
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
    'faq',
    phrases(`
    minimo de noches|estadia; minimum stay|nights; minimo de noites|diarias;
    que|q incluye|incluyen|trae|servicios|comodidades; servicios; comodidades; ^ consulta;
    ^ una? consulta; what is|s included; whats included; amenities; o que inclui; o que tem $
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
