// Words that give a language away, folded. Words shared by two languages are left out or listed in both.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const TELLING: Readonly<Record<'es' | 'pt' | 'en', ReadonlySet<string>>> = {
  es: words(`hola buenas buenos dias tardes tenes tienen tiene tienes tengo hay lugar finde cuanto cuantos sale cuesta precio precios quiero queremos quisiera queria saber somos vamos llegamos nos noche noches
    personas nene nenes chicos nino ninos bebe senora mujer marido novia novio yo el la los las del al y con sin que q un una unos este esta esa ese proximo viene desde hasta para pero porque gracias si dale joya listo
    enero febrero marzo mayo junio julio septiembre setiembre octubre noviembre diciembre lunes martes miercoles jueves viernes domingo semana santa carnaval navidad ano nuevo largo hoy manana pasado perdon mejor
    digo bah perro mascota mascotas cabana cabanas fecha fechas libre disponibilidad reservar reserva pasame pasas haces hacen incluye ropa desayuno pileta parrilla donde como cuando puedo se puede podemos me te les le lo
    pague transferi deposite sena plata factura cancelar cambiar borren datos arrepenti ayer alguien alguna hablar atienda dejame ver aviso es son en de por x mas o muy bien estas dos tres cuatro cinco seis siete ocho
    diez algo tambien quedan ya aca alla vos ustedes despues menos entonces ubicacion estan queda quedarnos nosotros adultos pareja parejas senor dia mes mia sola solo otra otro ninguna todavia iria seria a de para sab lo no si escriban mas das tu reserve ya check in out check-in llegar llego
    tarde`),
  pt: words(`oi ola tudo bem bom boa dia tarde noite tem temos vaga vagas voce voces quanto quantos fica custa preco quero queremos gostaria queria saber somos vamos chegamos chegando chegada saindo saida noites
    pessoas crianca criancas bebe esposa meu minha marido namorada namorado eu o a os as de do da dos das ao e com sem que um uma uns este esta essa esse proximo proxima vem desde ate para pra pro pela pelo mas porque
    obrigado obrigada sim nao isso beleza janeiro fevereiro marco maio junho julho setembro outubro novembro dezembro terca sexta feira domingo semana natal ano novo reveillon feriado
    feriadao casais por hoje amanha depois desculpa melhor cachorro cabana chale data datas livre disponibilidade reservar reserva onde como quando posso pode podemos me te lhe paguei pix cartao sinal fiscal cancelar mudar
    ontem alguem falar qui sex seg qua levar roupa localizacao passa umas manda fiz transferencia agora parem valeu vlw qto moramos vcs vc pra la diaria diarias embora chego atendente deixa ver aviso em na no nas nos mais ou muito duas dois quatro sete oito dez algo tambem ja aqui la fim casal adultos adulto seria estamos estou sou aceita aceitam inclui qual quais dele são sao
    cafe manha estacionamento piscina churrasqueira lencol toalha gente voltar ainda obg vlw check in out chegar`),
  en: words(`hi hello hey the is are am was be do does did you your we us our i my me he she it this that these those for from to of on at in by with without and or but not yes yeah yep have has had any anything
    something available availability weekend weekends night nights week weeks day days people person adult adults kid kids child children baby toddler wife husband friend friends how much many what when where which who
    why can could would will should may might like want need book reservation stay price prices cost rate please thanks thank january february march april june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday next today tomorrow tonight arriving arrive leaving leave check out new year years christmas easter dog dogs pet pets pay paid card
    cards cash deposit cancel change refund included include breakfast towels parking pool sorry actually instead make maybe later let know talk someone human there here just sure good great looking cabin cabins
    im were id ill stop messaging texting thx cheers dont cant thats its whats two three four five six seven eight nine ten couple free some there about between until till first second third`),
};
