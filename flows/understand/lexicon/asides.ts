// Numbers and days that are no stay and no party; the notation is explained in phrases.ts.

import { phrases, sequences, words } from './words.ts';

export const ASIDES: readonly string[] = phrases(`
  en # dia|dias|semanas|meses|horas|hs|minutos|min|semana|mes;
  hace|hacia # dia|dias|semanas|meses|horas|anos|semana|mes|ano;
  hace un|una|unos|unas dia|dias|semana|mes|ano; en unos|un|una dias|dia|semana|mes|rato;
  dentro de #; ha|faz # dias|semanas|meses|horas; daqui a? # dias|semanas;
  in # days|weeks|months|hours|minutes; in a week|month|few; # days|weeks|months|hours|day|week ago;
  em # dias|semanas|horas; hace # que; las # hs|h|hrs|horas|am|pm; a|tipo|desde|hasta|entre las #;
  de # a # hs|h|hrs|horas|am|pm; from # to # am|pm; # hs|h|hrs|horas|hora|am|pm|hours; # : #; # h #;
  as # horas|h|hs; at #; at # am|pm; las # de la tarde|noche|manana;
  a|por|de|en|x la manana; de|pela|da manha; in the morning; tomorrow morning; a la tarde|tardecita;
  $ #; # $|lucas|luca|mil|k|pesos|usd|dolares|dolar|reais|%|palos|palo|euros|dollars|bucks|gambas;
  usd|us|ars|reais|r #; sena de #; falta|faltan|faltarian #; por|x # mil|lucas|pesos; u $ s #;
  # cuotas|cuadras|km|kms|minutos|min|ambientes|dormitorios|camas|cama|autos|auto|estrellas|metros|mts|habitaciones|banos|veces|vez|cabanas|casas|opciones|mb|megas|motos|bicis|valijas|cars|bedrooms|beds|cabins|rooms|installments|parcelas|quartos|chales|kilos|kg|litros|amb|dorm|times|vezes;
  minimo|minima|maximo|minimum|maximum|max|min ..? # noches|nights|noites|dias;
  # noches|nights|noites|dias minimo|minima|minimum|min;
  ruta|km|piso|nro|numero|dni|cuit|cp|depto|rn|rp|lote|manzana|interno|codigo|art|articulo|ley|canal|fase #;
  24 / 7; de|sobre 10|diez $; buen|lindo|bonito|hermoso|bom finde|fin|fim de? semana?;
  feliz|felices|happy|merry ..? navidad|ano|pascuas|pascua|natal|christmas|easter|new|dia|finde|fiestas|carnaval nuevo|novo|year?;
  have a nice|great|good|lovely weekend|day;
  buen|lindo|bom domingo|sabado|viernes|lunes|martes|jueves|miercoles|feriado; buena semana;
  finde|semana|sabado|viernes|domingo|lunes|martes|jueves|miercoles|verano|mes|ano pasado|pasada;
  last weekend|week|month|year|summer|time|friday|saturday|sunday;
  fim|semana|mes|ano passado|passada;
  cada|todos|todas ..? dia|dias|semana|noche|finde|findes|lunes|martes|miercoles|jueves|viernes|sabado|domingo;
  todos los dias
`);

/** "llegamos el lunes tipo 23": an hour at the end of it, and the day is none of it. */
export const HOURS_OF_ARRIVING: readonly string[] = phrases(`
  llegar|llegamos|llego|llegariamos|caemos ..? tipo|aprox|like #; arrive|arriving ..? around|about #
`);

/** A street, a club, a town may be called after a date. */
export const PLACE_CUES: ReadonlySet<string> = words(`
  calle calles club plaza av avda avenida barrio ruta estadio escuela colegio hospital puente
  parque bulevar boulevard bv bvd pasaje esquina teatro sociedad biblioteca street avenue rua
  estacion localidad ciudad pueblo cancha predio centro cooperativa hotel terminal paseo rotonda
  autopista jardin instituto clinica sanatorio cine camping peatonal praca school
`);
export const PLACE_PHRASES: ReadonlyArray<readonly string[]> = sequences(`
  soy de; somos de; vivo en; vivimos en; vengo de; venimos de; vengo desde; venimos desde;
  salimos de; salgo de; viajamos desde; live on; live in; moro na; vivo por; soy del; esta en;
  queda en; estan en; quedan en; esq de
`);

/** Paying, telling, calling on a day is no stay on that day. */
export const PROMISES: ReadonlySet<string> = words(`
  cobro cobramos cobra cobrar pago pagamos pagar pague paguen transfiero transferimos transferir
  transferi deposito deposite depositar aviso avisamos avisar avise confirmo confirmamos confirmar
  decimos diga escribo escribi llamo llame contesto respondo hablamos hablo seno senamos senar
  senare sene abono abonar paso pasamos mando mandamos compre pregunte decido decidimos veo vemos
  resuelvo pay paying paid transfer tell know call write confirm decide payday recebo recebemos
  falo ligo escrevo cobrare pagare avisare confirmare sueldo salario salary contestar responder
  resolver consulto consultamos reunion turno llamame escribime avisame
`);
/** "me guardás el lugar hasta el viernes": how long to wait, not when to leave. */
export const KEEPING: readonly string[] = phrases(`
  guard*|aguant*|banc*|esper*|manten*|mante*|retien*|congel* ..? ..? hasta;
  tengo|tenemos|tiempo|plazo ..? hasta; hold|keep|wait ..? ..? until|till;
  segur*|guard* ..? ..? ate; reserv* ..? sin sena ..? hasta;
  vence|vencen|vale|valido|valida ..? el|hasta; oferta|promo|promocion|precio ..? hasta
`);

/** What a cabin is called before its number. */
export const UNIT_NOUNS: ReadonlySet<string> = new Set(
  'cabana cabanas cabania cabin cabins cab departamento bungalow bungalows chale chales duplex unidad unit domo domos casita suite cabaña'.split(
    ' ',
  ),
);
