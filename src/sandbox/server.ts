// The sandbox: Meta, MercadoPago and the phones of the guests on one port, for `npm start` and for the
// tests. The service knows it only by WHATSAPP_API_URL and MERCADOPAGO_API_URL.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import Router from '@koa/router';
import { pageRoutes } from './page/routes.ts';
import { portProblem } from './ports.ts';
import { createCourier } from './simulators/courier.ts';
import { isObject } from './simulators/json.ts';
import { createMercadoPagoSimulator, isRememberedBooks } from './simulators/mercadopago.ts';
import type { MercadoPagoSimulator } from './simulators/mercadopago.ts';
import { createSpeechSimulator } from './simulators/speech.ts';
import type { SpeechSimulator } from './simulators/speech.ts';
import { openStateFile } from './simulators/state-file.ts';
import { createWhatsAppSimulator } from './simulators/whatsapp.ts';
import type { WhatsAppOptions, WhatsAppSimulator } from './simulators/whatsapp.ts';
import type { Guest } from './simulators/whatsapp-guests.ts';

export type SandboxOptions = {
  /** 0 takes a free port. */
  port: number;
  /** Where the webhooks go; a function when the service gets its port later. */
  serviceUrl: string | (() => string);
  /** What the service believes it is called: links with this origin lead to serviceUrl. */
  publicUrl: string;
  secrets: {
    whatsappAccessToken: string;
    whatsappAppSecret: string;
    whatsappPhoneId: string;
    mercadopagoAccessToken: string;
    mercadopagoWebhookSecret: string;
  };
  clock: { now(): Date; advance(ms: number): Promise<void> };
  /** Who writes as an owner, on a phone of their own beside the guests'. */
  ownerPhone?: string;
  /** The simulators' state, kept over restarts. */
  dataFile?: string;
  retryDelaysMs?: readonly number[];
  whatsapp?: WhatsAppOptions;
};

export type Sandbox = {
  url: string;
  whatsappApiUrl: string;
  mercadopagoApiUrl: string;
  /** Of TRANSCRIPTION_URL. */
  transcriptionUrl: string;
  whatsapp: WhatsAppSimulator;
  mercadopago: MercadoPagoSimulator;
  speech: SpeechSimulator;
  [Symbol.asyncDispose](): Promise<void>;
};

export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { secrets, clock } = options;
  const publicUrl = options.publicUrl.replace(/\/$/, '');
  const serviceUrl = () =>
    (typeof options.serviceUrl === 'string' ? options.serviceUrl : options.serviceUrl()).replace(
      /\/$/,
      '',
    );
  let url = '';

  const courier = createCourier(
    options.retryDelaysMs === undefined ? {} : { retryDelaysMs: options.retryDelaysMs },
  );
  const file = openStateFile(options.dataFile);
  const remembered = file.read();
  const rememberedGuests =
    isObject(remembered) && Array.isArray(remembered['guests'])
      ? (remembered['guests'] as Guest[])
      : [];
  const rememberedBooks =
    isObject(remembered) && isRememberedBooks(remembered['books'])
      ? remembered['books']
      : undefined;

  const common = {
    serviceUrl,
    publicUrl,
    secrets,
    now: () => clock.now(),
    courier,
    changed: file.changed,
  };
  const whatsapp = createWhatsAppSimulator({
    ...common,
    graphUrl: () => `${url}/graph`,
    remembered: rememberedGuests,
    options: options.whatsapp ?? {},
  });
  const mercadopago = createMercadoPagoSimulator({
    ...common,
    checkoutUrl: () => url,
    remembered: rememberedBooks,
  });
  file.keep(() => ({ guests: whatsapp.snapshot(), books: mercadopago.snapshot() }));

  const speech = createSpeechSimulator();

  const owner =
    options.ownerPhone === undefined
      ? undefined
      : whatsapp.guest(options.ownerPhone, 'Vos, dueño').waId;
  const page = pageRoutes({ whatsapp, mercadopago, clock, publicUrl, serviceUrl, owner });
  const root = new Router();
  root.use('/graph', whatsapp.router.routes());
  root.use('/mercadopago', mercadopago.router.routes());
  root.use('/speech', speech.router.routes());
  root.use(page.router.routes());

  const app = new Koa();
  app.silent = true;
  app.use(root.routes());
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? portProblem(options.port, 'the sandbox', error) : error);
    });
    server.listen(options.port, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    whatsappApiUrl: `${url}/graph`,
    mercadopagoApiUrl: `${url}/mercadopago`,
    transcriptionUrl: `${url}/speech/v1/audio/transcriptions`,
    whatsapp,
    mercadopago,
    speech,
    async [Symbol.asyncDispose]() {
      whatsapp.heal();
      mercadopago.heal();
      speech.heal();
      page.close();
      await courier.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      file.close();
    },
  };
}
