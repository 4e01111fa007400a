// The page behind PRIVACIDAD: who uses the guests' data, what for, for how long, and what they may ask.
// Ley 25.326 art. 6 says what it must hold.

import type { Language } from '../understand/meaning.ts';

export type PrivacyFacts = {
  readonly lodging: string;
  readonly responsible: string;
  readonly address: string;
  /** Null: by WhatsApp only. */
  readonly email: string | null;
  readonly chatMonths: number;
  readonly stayMonths: number;
};
type Page = {
  readonly title: string;
  readonly sections: ReadonlyArray<{ readonly title: string; readonly text: string }>;
};

/**
 * To the letter, in Spanish whatever the page's language: the right of access from Disposición DNPDP 10/2008 art. 1,
 * the control authority from Resolución AAIP 14/2018 art. 3, which replaced its second paragraph (both as quoted by
 * what is public of La Nación, Metrogas and others, read 2026-11-24).
 */
export const LEGEND = [
  'El titular de los datos personales tiene la facultad de ejercer el derecho de acceso a los mismos en forma gratuita a intervalos no inferiores a seis meses, salvo que se acredite un interés legítimo al efecto conforme lo establecido en el artículo 14, inciso 3 de la Ley Nº 25.326.',
  'La AGENCIA DE ACCESO A LA INFORMACIÓN PÚBLICA, en su carácter de Órgano de Control de la Ley Nº 25.326, tiene la atribución de atender las denuncias y reclamos que interpongan quienes resulten afectados en sus derechos por incumplimiento de las normas vigentes en materia de protección de datos personales.',
];

export const PRIVACY_PAGES: Readonly<Record<Language, (facts: PrivacyFacts) => Page>> = {
  es: ({ lodging, responsible, address, email, chatMonths, stayMonths }) => ({
    title: `Tus datos en ${lodging}`,
    sections: [
      {
        title: 'Quién los usa',
        text: `${responsible}, ${address}, es responsable de los datos. Para reclamos: ${email ? `${email} o ` : ''}por WhatsApp, escribiendo «persona».`,
      },
      {
        title: 'Qué y para qué',
        text: 'Tu número y nombre de WhatsApp, lo que escribís, los archivos que mandás como comprobante, tus reservas y pagos: para responderte, reservar, cobrar y atender tu estadía. Darlos es voluntario; sin ellos no podemos reservar. No se venden. WhatsApp (Meta) lleva los mensajes y MercadoPago cobra; los datos de tu tarjeta no pasan por nosotros.',
      },
      {
        title: 'Por cuánto tiempo',
        text: `Una consulta sin estadía, ${chatMonths} meses. Con estadía, ${stayMonths} meses: es lo que la ley pide guardar por la contabilidad. Después se borran tu nombre, tu número y tus mensajes, y quedan solo importes, fechas y códigos.`,
      },
      {
        title: 'Qué podés pedir',
        text: 'Por WhatsApp: «qué datos tienen de mí» (te los mandamos en hasta 10 días corridos), «borren mis datos» (en hasta 5 días hábiles, o cuando termine tu estadía) y BAJA para no recibir nada que no sea de tu estadía. Para corregir algo, escribí «persona».',
      },
    ],
  }),
  pt: ({ lodging, responsible, address, email, chatMonths, stayMonths }) => ({
    title: `Seus dados em ${lodging}`,
    sections: [
      {
        title: 'Quem usa',
        text: `${responsible}, ${address}, é responsável pelos dados. Para reclamações: ${email ? `${email} ou ` : ''}pelo WhatsApp, escrevendo «pessoa».`,
      },
      {
        title: 'O quê e para quê',
        text: 'Seu número e nome do WhatsApp, o que você escreve, os arquivos que manda como comprovante, suas reservas e pagamentos: para responder, reservar, cobrar e cuidar da sua estadia. Informá-los é voluntário; sem eles não dá para reservar. Não são vendidos. O WhatsApp (Meta) leva as mensagens e o MercadoPago cobra; os dados do seu cartão não passam por nós.',
      },
      {
        title: 'Por quanto tempo',
        text: `Uma consulta sem estadia, ${chatMonths} meses. Com estadia, ${stayMonths} meses, que é o que a lei argentina pede para a contabilidade. Depois apagamos seu nome, seu número e suas mensagens, e ficam só valores, datas e códigos.`,
      },
      {
        title: 'O que você pode pedir',
        text: 'Pelo WhatsApp: «que dados vocês têm de mim» (enviamos em até 10 dias corridos), «apaguem meus dados» (em até 5 dias úteis, ou quando sua estadia terminar) e PARAR para receber só o que é da sua estadia. Para corrigir algo, escreva «pessoa».',
      },
    ],
  }),
  en: ({ lodging, responsible, address, email, chatMonths, stayMonths }) => ({
    title: `Your data at ${lodging}`,
    sections: [
      {
        title: 'Who uses it',
        text: `${responsible}, ${address}, is responsible for the data. For complaints: ${email ? `${email} or ` : ''}by WhatsApp, writing “person”.`,
      },
      {
        title: 'What, and what for',
        text: 'Your WhatsApp number and name, what you write, files you send as receipts, your bookings and payments: to answer you, to book, to be paid and to look after your stay. Giving them is voluntary; without them we cannot book. They are not sold. WhatsApp (Meta) carries the messages and MercadoPago takes the payments; your card details never pass through us.',
      },
      {
        title: 'For how long',
        text: `An enquiry without a stay, ${chatMonths} months. With a stay, ${stayMonths} months, which Argentine law asks for the accounts. Then your name, your number and your messages are erased, and only amounts, dates and codes remain.`,
      },
      {
        title: 'What you may ask',
        text: 'By WhatsApp: “what data do you have about me” (sent within 10 calendar days), “delete my data” (within 5 business days, or when your stay is over) and STOP to hear only about your stay. To correct something, write “person”.',
      },
    ],
  }),
};
