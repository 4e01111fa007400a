/** At most `most` code points, as Meta counts; cut between words, with an ellipsis. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const points = Array.from(text);
  if (points.length <= most) return text;
  const cut = points.slice(0, most - 1).join('');
  const space = cut.search(/\s+\S*$/u);
  return `${space > most / 2 ? cut.slice(0, space) : cut}…`;
}
