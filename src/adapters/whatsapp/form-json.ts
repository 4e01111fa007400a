// The date form as Meta's Flow JSON 7.3. Its words come as data from our endpoint, because one flow
// serves all languages; what stands here is the same in each. The names are those of src/booking/form.ts.

import { FORM_COUNTS } from '../../booking/form.ts';

type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean;

const data = (key: string) => `\${data.${key}}`;
const chosen = (field: string) => `\${form.${field}}`;
const text = (example: string): Json => ({ type: 'string', __example__: example });

const FIELDS = Object.keys(FORM_COUNTS) as Array<keyof typeof FORM_COUNTS>;

const stayScreen: Json = {
  id: 'STAY',
  title: 'Fechas · Datas · Dates',
  data: {
    title: text('¿Cuándo quieren venir?'),
    description: text('Los días tachados no están disponibles.'),
    days_label: {
      type: 'object',
      properties: { 'start-date': { type: 'string' }, 'end-date': { type: 'string' } },
      __example__: { 'start-date': 'Llegada', 'end-date': 'Salida' },
    },
    min_date: text('2026-12-01'),
    max_date: text('2027-12-01'),
    unavailable_dates: {
      type: 'array',
      items: { type: 'string' },
      __example__: ['2026-12-24', '2026-12-25'],
    },
    look_label: text('Ver si hay lugar'),
    ...Object.fromEntries(
      FIELDS.flatMap((field): Array<[string, Json]> => [
        [`${field}_label`, text('Adultos')],
        [field, text('2')],
      ]),
    ),
  },
  layout: {
    type: 'SingleColumnLayout',
    children: [
      {
        type: 'CalendarPicker',
        name: 'stay',
        mode: 'range',
        title: data('title'),
        description: data('description'),
        label: data('days_label'),
        required: { 'start-date': true, 'end-date': true },
        'min-date': data('min_date'),
        'max-date': data('max_date'),
        'unavailable-dates': data('unavailable_dates'),
      },
      ...FIELDS.map((field): Json => {
        const [least, most] = FORM_COUNTS[field];
        const counts = Array.from({ length: most - least + 1 }, (_, index) =>
          String(least + index),
        );
        return {
          type: 'Dropdown',
          name: field,
          label: data(`${field}_label`),
          required: true,
          'init-value': data(field),
          'data-source': counts.map((count) => ({ id: count, title: count })),
        };
      }),
      {
        type: 'Footer',
        label: data('look_label'),
        'on-click-action': {
          name: 'data_exchange',
          payload: {
            stay: chosen('stay'),
            ...Object.fromEntries(FIELDS.map((field) => [field, chosen(field)])),
          },
        },
      },
    ],
  },
};

const ANSWER = ['check_in', 'check_out', ...FIELDS, 'summary'];

const summaryScreen: Json = {
  id: 'SUMMARY',
  title: '✓',
  terminal: true,
  success: true,
  data: {
    heading: text('Tu estadía'),
    free: text('Hay 3 cabañas libres, desde $ 60.000 toda la estadía.'),
    choose_label: text('Ver cabañas y precios'),
    ...Object.fromEntries(ANSWER.map((key) => [key, text('2026-12-05')])),
  },
  layout: {
    type: 'SingleColumnLayout',
    children: [
      { type: 'TextHeading', text: data('heading') },
      { type: 'TextBody', text: data('summary') },
      { type: 'TextBody', text: data('free') },
      {
        type: 'Footer',
        label: data('choose_label'),
        'on-click-action': {
          name: 'complete',
          payload: Object.fromEntries(ANSWER.map((key) => [key, data(key)])),
        },
      },
    ],
  },
};

export const FORM_JSON: Json = {
  version: '7.3',
  data_api_version: '4.0',
  routing_model: { STAY: ['SUMMARY'], SUMMARY: [] },
  screens: [stayScreen, summaryScreen],
};
