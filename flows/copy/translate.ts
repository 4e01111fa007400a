// What the owner wrote, in the guest's language where the owner gave a translation, else as it was written.

export type Translations = Readonly<Record<string, string>>;

/** Every text inside `value` that has a translation, whole; all else stays as it is. */
export function translate<T>(value: T, translations: Translations | undefined): T {
  return translations ? (replaced(value, translations) as T) : value;
}

function replaced(value: unknown, translations: Translations): unknown {
  if (typeof value === 'string')
    return Object.hasOwn(translations, value) ? translations[value] : value;
  if (Array.isArray(value)) return value.map((one) => replaced(one, translations));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, replaced(one, translations)]),
  );
}
