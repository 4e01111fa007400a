// Versions of the machine. A session that an older one kept goes on in this one: each step takes the kept
// conversation one version further, and is never edited once released. Pure; what comes out is still unparsed.

export const MACHINE_VERSION = 3;

type Step = (kept: { readonly value: unknown; readonly context: object }) => {
  readonly value: unknown;
  readonly context: object;
};

/** By the version that they start from. A new field of the context is filled here with its empty value. */
const steps: Readonly<Record<number, Step>> = {
  1: ({ value, context }) => ({
    value,
    context: {
      ...context,
      name: null,
      change: null,
      waitable: null,
      waiting: null,
      ...('hold' in context && withTransfer(context.hold)),
    },
  }),
  2: ({ value, context }) => ({ value, context: { ...context, promo: null } }),
};

function withTransfer(hold: unknown): object {
  return typeof hold === 'object' && hold !== null
    ? { hold: { ...hold, transfer: 'none' } }
    : { hold };
}

/** Undefined when what was kept cannot be brought here, as when a newer version wrote it: the journal knows better. */
export function upcast(version: number, kept: unknown): unknown {
  let current = kept;
  for (let from = version; from !== MACHINE_VERSION; from++) {
    const step = steps[from];
    if (!step || !isConversation(current)) return undefined;
    current = step(current);
  }
  return current;
}

function isConversation(kept: unknown): kept is Parameters<Step>[0] {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    'value' in kept &&
    'context' in kept &&
    typeof kept.context === 'object' &&
    kept.context !== null
  );
}
