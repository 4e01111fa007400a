// Money: prices, ways to pay, what was paid and what was refused.
// The notation is explained in phrases.ts; order inside a list does not matter.

import type { Intent } from '../meaning.ts';
import { phrases } from './words.ts';

export const PAYING: ReadonlyArray<readonly [intent: Intent, phrases: readonly string[]]> = [
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
    'invoice',
    phrases(`
    factur*; monotribut*; responsable inscripto; cuit; ticket fiscal; recibo; invoice;
    nota fiscal; fatura; cnpj; tax receipt
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
];
