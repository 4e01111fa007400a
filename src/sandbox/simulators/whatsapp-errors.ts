// The Graph API's way of saying no. Titles, HTTP statuses and details as in Meta's error code page
// (December 2025) and in bodies that developers published; rate limits really come with a 400.
import { randomBytes } from 'node:crypto';

const known: Record<number, { status: number; title: string; details: string }> = {
  1: { status: 400, title: 'An unknown error occurred', details: 'An unknown error has occurred.' },
  2: {
    status: 503,
    title: 'Service temporarily unavailable',
    details: 'Temporary due to downtime or due to being overloaded.',
  },
  4: {
    status: 400,
    title: 'Application request limit reached',
    details: 'The app has reached its API call rate limit.',
  },
  10: {
    status: 403,
    title: 'Application does not have permission for this action',
    details: 'Permission is either not granted or has been removed.',
  },
  33: {
    status: 400,
    title: 'Parameter value is not valid',
    details: 'The business phone number has been deleted.',
  },
  100: {
    status: 400,
    title: 'Invalid parameter',
    details: 'The request included one or more unsupported or misspelled parameters.',
  },
  190: {
    status: 401,
    title: 'Error validating access token',
    details: 'Your access token has expired.',
  },
  368: {
    status: 403,
    title: 'Temporarily blocked for policies violations',
    details: 'The account has been restricted for violating a platform policy.',
  },
  80007: {
    status: 400,
    title: 'Rate limit issues',
    details: 'The WhatsApp Business Account has reached its rate limit.',
  },
  130429: {
    status: 400,
    title: 'Rate limit hit',
    details: 'Cloud API message throughput has been reached.',
  },
  130472: {
    status: 400,
    title: "User's number is part of an experiment",
    details: "Message was not sent because the user's number is part of an experiment.",
  },
  130497: {
    status: 403,
    title: 'Business account is restricted from messaging users in this country.',
    details: 'Business account is restricted from messaging users in this country.',
  },
  131000: {
    status: 500,
    title: 'Something went wrong',
    details: 'Message failed to send due to an unknown error.',
  },
  131005: {
    status: 403,
    title: 'Access denied',
    details: 'Permission is either not granted or has been removed.',
  },
  131008: {
    status: 400,
    title: 'Required parameter is missing',
    details: 'The request is missing a required parameter.',
  },
  131009: {
    status: 400,
    title: 'Parameter value is not valid',
    details: 'One or more parameter values are invalid.',
  },
  131016: {
    status: 503,
    title: 'Service unavailable',
    details: 'A service is temporarily unavailable.',
  },
  131021: {
    status: 400,
    title: 'Recipient cannot be sender',
    details: 'Sender and recipient phone number is the same.',
  },
  131026: { status: 400, title: 'Message undeliverable', details: 'Message Undeliverable.' },
  131030: {
    status: 400,
    title: 'Recipient phone number not in allowed list',
    details:
      'Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.',
  },
  131031: {
    status: 403,
    title: 'Account has been locked',
    details: 'The WhatsApp Business Account has been restricted or disabled.',
  },
  131037: {
    status: 400,
    title: 'Display name not approved',
    details: 'WhatsApp provided number needs display name approval before message can be sent.',
  },
  131042: {
    status: 400,
    title: 'Business eligibility payment issue',
    details:
      'Message failed to send because there were one or more errors related to your payment method.',
  },
  131047: {
    status: 400,
    title: 'Re-engagement message',
    details:
      'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
  },
  131048: {
    status: 400,
    title: 'Spam rate limit hit',
    details:
      'Message failed to send because there are restrictions on how many messages can be sent from this phone number.',
  },
  131049: {
    status: 400,
    title: 'This message was not delivered to maintain healthy ecosystem engagement.',
    details:
      'In order to maintain a healthy ecosystem engagement, the message failed to be delivered.',
  },
  131051: {
    status: 400,
    title: 'Unsupported message type',
    details: 'Message type is not currently supported.',
  },
  131052: {
    status: 400,
    title: 'Media download error',
    details: 'Failed to download the media sent by the user.',
  },
  131053: {
    status: 400,
    title: 'Media upload error',
    details: 'Unable to upload the media used in the message.',
  },
  131056: {
    status: 400,
    title: '(Business Account, Consumer Account) pair rate limit hit',
    details:
      'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
  },
  131057: {
    status: 500,
    title: 'Account in maintenance mode',
    details: 'Business Account is in maintenance mode.',
  },
  131062: {
    status: 400,
    title: 'Recipient not supported for this message',
    details: 'Business-scoped user id recipients are not supported for this message.',
  },
  132000: {
    status: 400,
    title: 'Number of parameters does not match the expected number of params',
    details:
      'The number of variable parameter values does not match the number defined in the template.',
  },
  132001: {
    status: 404,
    title: 'Template name does not exist in the translation',
    details: 'The template does not exist in the specified language or has not been approved.',
  },
  132012: {
    status: 400,
    title: 'Parameter format does not match format in the created template',
    details: 'Variable parameter values formatted incorrectly.',
  },
  132015: {
    status: 400,
    title: 'Template is Paused',
    details: 'Template is paused due to low quality.',
  },
  133010: {
    status: 400,
    title: 'Account not registered',
    details: 'The phone number is not registered on the WhatsApp Business Platform.',
  },
  135000: {
    status: 400,
    title: 'Generic user error',
    details: 'Message failed to send because of an unknown error with your request parameters.',
  },
};

export type MetaError = { error: Record<string, unknown> };

export function metaError(
  code: number,
  details?: string,
  title?: string,
): { status: number; body: MetaError } {
  const meaning = known[code];
  const words = title ?? meaning?.title ?? 'Unknown error';
  return {
    status: meaning?.status ?? 400,
    body: {
      error: {
        message: `(#${code}) ${words}`,
        type: 'OAuthException',
        code,
        error_data: {
          messaging_product: 'whatsapp',
          details: details ?? meaning?.details ?? words,
        },
        fbtrace_id: traceId(),
      },
    },
  };
}

/** The same error as it comes later, inside a `failed` status. */
export function statusError(code: number): Record<string, unknown> {
  const meaning = known[code];
  const title = meaning?.title ?? 'Unknown error';
  return {
    code,
    title,
    message: title,
    error_data: { details: meaning?.details ?? title },
    href: 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes',
  };
}

/** Errors of the Graph itself (token, path, object), which carry no `error_data`. */
export function graphError(
  status: number,
  message: string,
  type: string,
  code: number,
  subcode?: number,
) {
  const error = {
    message,
    type,
    code,
    ...(subcode === undefined ? {} : { error_subcode: subcode }),
    fbtrace_id: traceId(),
  };
  return { status, body: { error } };
}

function traceId(): string {
  return `A${randomBytes(16).toString('base64url')}`;
}
