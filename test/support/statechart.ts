// The machine as it was written: its states by name, and drawn.

import type { AnyStateNode } from 'xstate';

/** Innermost states, named as `stateNameOf` names them. */
export function leavesOf(root: AnyStateNode): readonly AnyStateNode[] {
  const inner = Object.values(root.states);
  return inner.length === 0 ? [root] : inner.flatMap(leavesOf);
}

export const nameOf = ({ path }: AnyStateNode) => path.join('.');

/** States that rest between two events; the others are left again within the turn. */
export const waits = ({ meta }: AnyStateNode) => meta !== undefined;

/**
 * Mermaid's stateDiagram-v2. One arrow for all that leads from one state to another; what is heard in every
 * state of a group comes from a box of its own, because Mermaid draws no arrow from a group into itself.
 */
export function diagramOf(root: AnyStateNode): string {
  const lines = ['stateDiagram-v2', ...bodyOf(root, '  '), ...arrowsIn(root)];
  return `${lines.join('\n')}\n`;
}

function bodyOf(group: AnyStateNode, indent: string): string[] {
  const lines = group.initial.target.map((first) => `${indent}[*] --> ${first.key}`);
  if (arrowsFrom(group).length > 0 && group.parent)
    lines.push(`${indent}state "in any of these" as ${anywhereIn(group)}`);
  for (const state of Object.values(group.states)) {
    const isGroup = Object.keys(state.states).length > 0;
    if (!isGroup) lines.push(`${indent}${titleOf(state)}`);
    else lines.push(`${indent}state ${state.key} {`, ...bodyOf(state, `${indent}  `), `${indent}}`);
  }
  return lines;
}

const anywhereIn = ({ key }: AnyStateNode) => `any_${key}`;

/** What a passing state asks for stands under its name. */
function titleOf(state: AnyStateNode): string {
  const asks = state.entry.map(typeOf).filter((type) => type !== 'prompt');
  return waits(state) || asks.length === 0
    ? state.key
    : `state "${state.key} (${asks.join(', ')})" as ${state.key}`;
}

function typeOf(part: unknown): string {
  if (typeof part === 'string') return part;
  return part !== null && typeof part === 'object' && 'type' in part ? String(part.type) : '';
}

type Arrow = { readonly to: string; readonly by: string };

/** What is heard in a whole group is only named; a state of its own says when, too. */
function arrowsFrom(state: AnyStateNode): readonly Arrow[] {
  const isGroup = Object.keys(state.states).length > 0;
  return [...state.transitions].flatMap(([event, transitions]) =>
    transitions.flatMap(({ target, guard }) =>
      (target ?? []).map(({ key: to }) => ({
        to,
        by: guard && !isGroup ? `${event} [${guardOf(guard)}]` : event,
      })),
    ),
  );
}

function guardOf(guard: unknown): string {
  const params =
    guard !== null && typeof guard === 'object' && 'params' in guard ? [guard.params].flat() : [];
  return [typeOf(guard), ...params].join(' ');
}

function arrowsIn(state: AnyStateNode): string[] {
  const always = (state.always ?? []).flatMap(({ target, guard }) =>
    (target ?? []).map(({ key: to }): Arrow => ({ to, by: guard ? guardOf(guard) : 'otherwise' })),
  );
  const byTarget = Map.groupBy([...always, ...arrowsFrom(state)], ({ to }) => to);
  const isGroup = Object.keys(state.states).length > 0;
  // what the root hears is told of the group that everything begins in
  const from = state.parent
    ? isGroup
      ? anywhereIn(state)
      : state.key
    : state.initial.target[0]?.key;
  return [
    ...[...byTarget].map(([to, arrows]) => {
      const labels = new Set(arrows.map(({ by }) => by));
      return `  ${from} --> ${to}: ${[...labels].join(', ')}`;
    }),
    ...Object.values(state.states).flatMap(arrowsIn),
  ];
}
