// Yes, no, later, thanks, good morning; and starting over.
// The notation is explained in phrases.ts; order inside a list does not matter.

import type { Intent } from '../meaning.ts';
import { phrases } from './words.ts';

export const COURTESIES: ReadonlyArray<readonly [intent: Intent, phrases: readonly string[]]> = [
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
    gracias; grax; gracia; mil gracias; grcs; thanks; thank you; thx; ty; cheers; obrigad*; vlw; tks; brigadao; valeu;
    brigad*; agradez*; muy amable; genia; genio; sos un|una genio|genia|capo|crack
  `),
  ],
  [
    'greeting',
    phrases(`
    que|q lindo|linda|lindos|lindas|hermoso|hermosa|belleza|divino|divina; re lindo|linda|hermoso|hermosa; esta|estan muy? lindo|linda|lindas|hermosa|hermoso|hermosas; me|nos encanta|encanto|encantan; ^ jaja* $; ^ jeje* $; ^ haha* $; ^ lol $; ^ kkk* $; que lindo|linda|legal|maravilha; adorei; love it; so|how|looks|look nice|lovely|cute|beautiful|great|amazing;
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
    no me gusta; ^ not for us|me; ok|okey|bueno|dale|listo? gracias igual; gracias de todos|todas modos|formas|maneras; igual gracias; thanks anyway; obrigado|obrigada mesmo assim; mesmo assim obrigado|obrigada; ahora|agora no|nao; como estaba|esta|estava $; tal como estaba; dejala|dejemosla|dejala no? asi; deixa|deixe assim|como esta; leave it as|how it was; ^ nono; ^ no|nao deja|dejalo|dejala|deixa|deixe|leave; ^ no leave it; ^ no no $;
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
