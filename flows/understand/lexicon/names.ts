// Given names as guests of the three languages have them, folded: how "soy ana perez" is told from "soy cliente".

import { words } from './words.ts';

export const GIVEN_NAMES: ReadonlySet<string> = words(`
  abel abigail abril adela adriana adrian agostina agustin agustina aida aitana alan alba alberto aldana alejandra
  alejandro alexandre alexander alexis alice alicia aline alma amalia amanda amelia ana anabel analia andrea andrew andres
  andressa angel angela angelica angie anna antonella antonia antonio araceli ariadna ariel armando arturo aurora axel
  azul barbara beatriz belen benjamin bernardo betiana betina bianca blanca brenda brian bruna bruno bautista caio
  camila camilo candela carina carla carlos carmen carolina caroline catalina cecilia celeste celia cesar charles
  charlotte chiara chris christian christopher clara claudia claudio constanza cristian cristiano cristina cynthia daiana
  damian daniel daniela danilo dante dario david debora delfina denis denise diana diego dolores domingo
  edgar edith eduarda eduardo elena eliana elias elisa elizabeth elsa emanuel emilia emiliano emilio emily emma
  enrique eric erica erika ernesto esteban estefania estela esteban ester esther eugenia eva evelyn ezequiel fabian
  fabiana fabio fabricio facundo fatima federica federico felipe felix fermin fernanda fernando flavia flavio flor
  florencia francisca francisco franco gabriel gabriela gaston geraldine german gerardo gilda gimena gisela giselle
  gonzalo graciela gregorio griselda guadalupe guido guilherme guillermina guillermo gustavo harry hector helena henrique
  hernan hilda horacio hugo ian ignacio igor ines ingrid irene iris irma isabel isabella isaias isadora ismael ivan
  ivana jacinto jack jacqueline jair james javier jazmin jennifer jeremias jesica jessica jesus jimena joana joao joaquin
  joaquina joel john jonathan jorge jose josefina joseph joshua josue juan juana judith julia julian juliana julieta
  julio karen karina kate katherine kevin laila larissa laura lautaro lara leandro leila leo leonardo leonel leonor
  leticia lidia lihuen liliana lisandro lisa lola lorena lorenzo lourdes luana lucas lucia luciana luciano lucila lucrecia
  luis luisa luisina luiz luna lydia mabel macarena magali magdalena maia maitena malena manuel manuela mara marcela
  marcelo marcia marco marcos margarita maria mariana mariano mariela marina mario mariquena marisa marisol mark marta
  martha martin martina mary mateo mateus matheus matias matilde matthew mauricio mauro maximiliano maxi maxima maximo maya
  melanie melina melisa mercedes mia micaela michael michelle miguel mike milagros milena miranda miriam moira monica
  morena mora nadia nahir nahuel nancy natacha natalia nataly nelida nelson nestor nicolas nicole nilda noelia noemi nora
  norberto norma octavio ofelia olga oliver olivia omar oriana oscar osvaldo pablo paloma pamela paola patricia patricio
  paul paula paulina paulo pedro peter pia pilar priscila rafael rafaela ramiro ramon raquel raul rebeca regina renata
  renato ricardo richard roberta robert roberto rocio rodolfo rodrigo rogelio romina rosa rosalia rosana rosario roxana
  ruben ruth sabrina salvador samanta samantha samuel sandra santiago santino sara sarah sebastian selena serena sergio
  silvana silvia silvina simon simone sofia sol soledad sonia stella stephanie steven susan susana tamara tatiana teresa
  thais thiago thomas tiago tobias tomas uriel valentin valentina valeria valerio vanesa vanessa vera veronica vicente
  victor victoria vilma vinicius violeta virginia viviana walter wanda wilson ximena yamila yanina yesica yolanda zoe zulema
  meli caro flor fede nico gonza santi juli vale vero pau guille seba maxi agus cami lucho pato naty naza nacho tomi
`);
