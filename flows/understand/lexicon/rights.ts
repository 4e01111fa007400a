// What goes before anything else: a person, one's data, no more messages, money back.
// The notation is explained in phrases.ts; order inside a list does not matter.

import type { Intent } from '../meaning.ts';
import { phrases } from './words.ts';

export const RIGHTS: ReadonlyArray<readonly [intent: Intent, phrases: readonly string[]]> = [
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
];
