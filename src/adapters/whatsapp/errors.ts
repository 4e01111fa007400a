// What each error of the Graph API asks for, as data.
// Source: Meta, "Error codes" (12 Dec 2025). Decide on `code`: titles and HTTP statuses mislead
// (a rate limit comes with 400, 131057 with 500).

import { SendFault } from '../../domain/fault.ts';
import type { SendAction } from '../../domain/fault.ts';

export type ErrorRule = {
  readonly action: SendAction;
  readonly owner: 'tell' | 'spare';
  readonly waitMs: number;
  readonly meaning: string;
};

const retry = (waitMs: number, meaning: string): ErrorRule => ({
  action: 'retry',
  owner: 'spare',
  waitMs,
  meaning,
});
const halt = (meaning: string): ErrorRule => ({
  action: 'pauseAll',
  owner: 'tell',
  waitMs: 60_000,
  meaning,
});
const giveUp = (owner: 'tell' | 'spare', meaning: string): ErrorRule => ({
  action: 'giveUp',
  owner,
  waitMs: 0,
  meaning,
});

const rules: ReadonlyMap<number, ErrorRule> = new Map<number, ErrorRule>([
  [0, halt('the access token is not valid')],
  [1, retry(1_000, 'unknown error at Meta')],
  [2, retry(1_000, 'service temporarily unavailable')],
  [3, halt('the app lacks a capability')],
  [
    4,
    { action: 'pauseAll', owner: 'spare', waitMs: 120_000, meaning: 'too many calls by the app' },
  ],
  [10, halt('the app lacks a permission')],
  [33, halt('the phone number id does not exist')],
  [100, giveUp('tell', 'a parameter is wrong')],
  [190, halt('the access token has expired')],
  [368, halt('blocked for a policy violation')],
  [2500, halt('the access token or the version is missing in the address')],
  [
    80007,
    {
      action: 'pauseAll',
      owner: 'spare',
      waitMs: 120_000,
      meaning: 'too many calls for the business account',
    },
  ],
  [130429, retry(1_000, 'throughput of the number reached')],
  [130472, giveUp('spare', 'the guest is part of an experiment of Meta')],
  [130497, giveUp('tell', 'this business may not write to this country')],
  [131000, retry(1_000, 'something went wrong at Meta')],
  [131005, halt('access denied')],
  [131008, giveUp('tell', 'a required parameter is missing')],
  [131009, giveUp('tell', 'a parameter value is not valid')],
  [131016, retry(5_000, 'service unavailable')],
  [131021, giveUp('spare', 'recipient and sender are the same number')],
  [131026, giveUp('tell', 'undeliverable: no WhatsApp, an old version, or blocked')],
  [131030, giveUp('tell', 'the recipient is not in the allowed list of the test number')],
  [131031, halt('the account is locked')],
  [131037, halt('the display name is not approved')],
  [131042, halt('there is a problem with the payment method at Meta')],
  [131045, halt('the number is not registered')],
  [
    131047,
    {
      action: 'template',
      owner: 'tell',
      waitMs: 0,
      meaning: 'more than 24 hours since the guest wrote',
    },
  ],
  [
    131048,
    {
      action: 'pauseAll',
      owner: 'tell',
      waitMs: 600_000,
      meaning: 'limited because guests blocked or reported the number',
    },
  ],
  [131049, giveUp('tell', 'Meta holds back marketing messages to this guest')],
  [131050, giveUp('tell', 'the guest stopped marketing messages')],
  [131051, giveUp('tell', 'message type not supported')],
  [131052, giveUp('tell', 'the media could not be downloaded')],
  // Meta fetches pictures from us after it has answered: a restart of ours may be the reason.
  [131053, retry(5_000, 'the media could not be fetched')],
  [
    131056,
    {
      action: 'pauseGuest',
      owner: 'spare',
      waitMs: 1_000,
      meaning: 'too many messages to this guest',
    },
  ],
  [131057, retry(30_000, 'the number is in maintenance')],
  [131062, giveUp('tell', 'this message needs a phone number')],
  [131063, giveUp('tell', 'marketing templates are off for this number')],
  [131064, giveUp('tell', 'templates are limited by their classification')],
  [132000, giveUp('tell', 'a template got the wrong number of values')],
  [132001, giveUp('tell', 'the template does not exist in this language')],
  [132005, giveUp('tell', 'the filled template is too long')],
  [132007, giveUp('tell', 'the template breaks a policy')],
  [132012, giveUp('tell', 'a template value has the wrong format')],
  [132015, giveUp('tell', 'the template is paused')],
  [132016, giveUp('tell', 'the template is disabled')],
  [132068, giveUp('tell', 'the flow is blocked')],
  [132069, giveUp('tell', 'the flow is throttled')],
  [133004, retry(5_000, 'server temporarily unavailable')],
  [133010, halt('the number is not registered')],
  [133016, halt('too many registrations of the number')],
  [135000, giveUp('tell', 'a parameter is wrong')],
  [137000, giveUp('tell', 'the identity of the guest changed')],
]);

/** `httpStatus` decides only where the code is not in the table; null is an answer without a code. */
export function ruleFor(code: number | null, httpStatus: number): ErrorRule {
  if (code !== null) {
    const known = rules.get(code);
    if (known !== undefined) return known;
    if (code >= 200 && code <= 299) return halt('a permission is missing');
    if (code >= 139000 && code <= 139004) return giveUp('tell', 'a flow cannot be managed');
  }
  if (httpStatus === 401 || httpStatus === 403) return halt('access denied');
  if (httpStatus === 429) return retry(5_000, 'too many requests');
  if (httpStatus >= 500) return retry(1_000, 'an error of Meta that is not in the table');
  return giveUp('tell', 'an error of Meta that is not in the table');
}

const noForm: ReadonlySet<number> = new Set([
  // a flow that is unknown or not published comes as a parameter that is wrong
  ...[100, 131008, 131009, 131051, 135000],
  ...[132068, 132069, 139000, 139001, 139002, 139003, 139004],
]);

/** Whether a message with a form that met this is worth saying without it. */
export function refusesForm(code: number): boolean {
  return noForm.has(code);
}

/** Meta answered with its error envelope: nothing was sent. */
export function refusedByGraph(
  error: { readonly code: number | null; readonly detail: string | null },
  httpStatus: number,
  retryAfterMs: number | null,
): SendFault {
  const rule = ruleFor(error.code, httpStatus);
  return new SendFault(
    `whatsapp.${error.code ?? `http${httpStatus}`}`,
    error.detail === null ? rule.meaning : `${rule.meaning}: ${error.detail}`,
    {
      action: rule.action,
      tellOwner: rule.owner === 'tell',
      retryAfterMs: rule.waitMs === 0 ? 0 : Math.max(rule.waitMs, retryAfterMs ?? 0),
      ambiguous: false,
    },
  );
}

/** No answer of Meta's own: the network, a proxy, a body that is not theirs. */
export function noAnswer(
  code: string,
  meaning: string,
  taken: 'notTaken' | 'maybeTaken',
  cause?: unknown,
): SendFault {
  return new SendFault(`whatsapp.${code}`, meaning, {
    action: 'retry',
    tellOwner: false,
    // long enough for the status that tells that it was taken after all
    retryAfterMs: taken === 'maybeTaken' ? 5_000 : 1_000,
    ambiguous: taken === 'maybeTaken',
    cause,
  });
}
