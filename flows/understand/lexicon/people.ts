// Words for people and animals, folded.

import { phrases, sequences, words } from './words.ts';

export type Kind = 'people' | 'adult' | 'child' | 'infant' | 'couple';

function named(kind: Kind, block: string): Array<[string, Kind]> {
  return [...words(block)].map((word) => [word, kind]);
}

/** What a number counts. */
export const COUNTED_PEOPLE: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ...named(
    'people',
    `
    persona personas person persons people pers pax gente huesped huespedes guest guests
    pessoa pessoas hospede hospedes plazas integrantes ppl personitas perosnas persnas pesonas
  `,
  ),
  ...named(
    'adult',
    `
    adulto adultos adulta adultas adult adults ad mayor mayores grande grandes grown-ups
    amigos amigas friends jubilados hombres mujeres chicas homens mulheres adtos adul
  `,
  ),
  ...named(
    'child',
    `
    nene nenes nena nenas nino ninos nina ninas chico chicos menor menores hijo hijos hija
    hijas pibe pibes crianca criancas filho filhos filha filhas kid kids child children menino
    meninos menina meninas adolescente adolescentes nenito nenita nenitos peque peques
    pequenos chiquito chiquitos toddler toddlers teen teens teenagers nietos netos sons
    daughter daughters
  `,
  ),
  ...named(
    'infant',
    `
    bebe bebes bebito bebita bb bbs beba bebas baby babies infant infants nenem nenens
    bebecito bebecita lactante
  `,
  ),
  ...named(
    'couple',
    `
    pareja parejas matrimonio matrimonios couple couples casal casais parejita
  `,
  ),
]);

/** After "mi", "my", "minha", "un": one adult more. */
export const COMPANIONS: ReadonlySet<string> = words(`
  senora mujer esposa esposo marido novia novio pareja amigo amiga hermano hermana mama papa madre
  padre vieja viejo suegra suegro abuela abuelo tia tio primo prima cunado cunada companera
  companero jermu wife husband girlfriend boyfriend partner friend mother father mom
  dad brother sister fiancee mulher namorada namorado noiva noivo companheira companheiro mae pai
  irma irmao sogra sogro
`);
/** After "mis", "my": two adults. */
export const PAIRS: ReadonlySet<string> = words(`
  padres papas viejos suegros abuelos parents pais sogros
`);
export const MINE: ReadonlySet<string> = words(`
  mi mis my minha meu minhas meus nuestro nuestros nuestra nuestras our nossos nossas their his her su o a um uma un una la el
`);
export const STRICTLY_MINE: ReadonlySet<string> = words(`
  mi mis my minha meu minhas meus nuestro nuestros nuestra nuestras our nossos nossas
`);
export const SELF: ReadonlySet<string> = words('yo eu i myself io');
export const ME: ReadonlySet<string> = words('mi me mim');
export const ALONE: ReadonlySet<string> = words(
  'solo sola solito solita alone sozinho sozinha myself',
);

/** A bare number after these counts people. */
export const PARTY_HEADS: ReadonlyArray<readonly string[]> = sequences(`
  somos; son; sao; nosotros; nosotras; flia de; viene; vienen; se suma; se suman; semos; seriamos; seremos; seriam; serian; seran; vamos;
  iriamos; iremos; viajamos; estamos; quedamos; eramos; vamos a ser; vamos ser; vamos a ir;
  pasamos a ser; familia de; grupo de; family of; group of; party of; we are; were; well be;
  we will be; there are; there will be; its; estaremos; estariamos; total; familia; va a ser;
  van a ser; serao; ahora; agora; nos sumamos; it will be; we
`);
/** Weaker: "para 4", "p/4", "x 4". */
export const FOR_WORDS: ReadonlySet<string> = words('para p pra x for pa pro por');
/** "voy con …": the speaker counts. */
export const SPEAKER_HEADS: ReadonlySet<string> = words(`
  voy iria viajo vou soy estoy im am irei travelling traveling coming going
`);

/** "lo consulto con mi mujer": asked, not brought along. */
export const CONSULTING: ReadonlySet<string> = words(`
  consulto consultar consultarlo consulte hablo hablar hablarlo hable hablemos charlo charlar charlarlo charle charlemos veo ver verlo vea veamos pregunto preguntar pregunte converse fale discuto check talk discuss speak falar falo consultar converso conversar confirmar
`);

export const PARTY_JOINERS: ReadonlySet<string> = words(`
  y e and + mas mais plus con with com , ( & c / : tambien otra outra another - ademas pero but
`);
export const PARTY_FILLERS: ReadonlySet<string> = words(`
  flia
  los las the os as mis mi my meus minhas nuestros nuestras unos unas como solo about around only
  just en total em el la de his her our nosotros nosotras nos otros otras otro a ser son seriamos
  tipo por ahora aprox creo que maximo una un uma um familia family grupo :
`);
/** "somos 5 (2 son nenes)": part of the total, not more. */
export const PART_OF: ReadonlySet<string> = words(`
  sendo siendo being
  son es cuales incluye incluyendo incluidos incluido including includes whom incluindo contando
  sao seria serian which quais entre
`);
export const YEARS_OLD: ReadonlySet<string> = words(
  'anos ano anios anio aniitos anitos years year yrs yo yr a',
);
export const MONTHS_OLD: ReadonlySet<string> = words('meses mes months month m mesinho mesecitos');

/** Singular: one animal. Plural without a number says only that they come. */
export const PET: ReadonlySet<string> = words(`
  perro perrito perra perrita mascota gato gata gatito caniche cachorro cachorra dog pet cat puppy animal pichicho cao caozinho gatinho cachorrinho pug salchicha labrador ovejero bulldog golden husky beagle boxer dogo pitbull rottweiler chihuahua yorkshire yorkie poodle schnauzer cocker
`);
export const PETS: ReadonlySet<string> = words(`
  perros perritos perras perritas mascotas gatos gatas gatitos cachorros dogs pets cats animales animais caniches pichichos puppies caes
`);

const animals = [...PET, ...PETS].join('|');

/** What leaves animals at home; the notation is explained in phrases.ts. */
export const PETS_ABSENT: readonly string[] = phrases(`
  no vamos|voy|viajamos|viajo|iremos|iriamos con el|la|los|las|mi|mis|nuestro|nuestra|ningun? ${animals};
  no llevamos|llevo|llevaremos|llevaria|llevariamos|traemos|traigo al|a|el|la|los|las? el|la|los|las|mi|mis|ningun? ${animals};
  no vamos|voy|pensamos|pienso|queremos|quiero a? llevar|traer|ir|viajar al|a|con? el|la|los|las|mi|mis|ningun? ${animals};
  no va|van|viene|vienen|viaja|viajan el|la|los|las|mi|mis|nuestro|nuestra ${animals};
  sin el|la|los|las|mi|mis|nuestro ${animals}; sem o|a|os|as|meu|minha ${animals}; without the|my|our|a|any ${animals};
  nao vamos|vou levar|com o|a|os|as|meu|minha|nosso? ${animals}; nao levo|levamos|levaremos o|a|os|as|meu|minha|nosso? ${animals};
  not|wont|arent|dont be? bringing|taking|bring|take|have|coming|travelling with? the|my|our|a|any? ${animals}
`);
/** Behind the animal. */
export const PETS_NOT_COMING: readonly string[] = phrases(`
  ${animals} al? final? ya? no viene|vienen|va|van|viaja|viajan; ${animals} no lo|la|los|las llevo|llevamos|traemos;
  ${animals} se queda|quedan en|con|aca|alla; ${animals} nao vai|vem|vao|viaja; ${animals} fica|ficam em|com|aqui;
  ${animals} wont|isnt|arent|not come|coming|going; ${animals} is|are|will not coming|going|come|be; ${animals} stays|stay|staying at? home|with|behind
`);
