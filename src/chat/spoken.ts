// What a transcription says when nobody spoke. Whisper was trained on subtitles: silence and noise come
// back as their credits.

/** As a text message. */
const LONGEST_WORDS = 4_096;

/** Folded: without case, accents and punctuation. */
const CREDITS =
  /^(?:subtitulos?|subtitulado|legendas?|legendado|subtitles?|captions?|transcri\w+|traduccion)\b.*\b(?:por|pela|pelo|by|amara|comunidad\w*|community)\b/;
const NOTHINGS: ReadonlySet<string> = new Set([
  'gracias por ver',
  'gracias por ver el video',
  'muchas gracias por ver el video',
  'suscribete',
  'suscribete al canal',
  'obrigado por assistir',
  'obrigada por assistir',
  'inscreva se no canal',
  'thanks for watching',
  'thank you for watching',
  'you',
  'musica',
  'music',
  'aplausos',
  'silencio',
  'silence',
  'inaudible',
  'ruido',
  'risas',
]);

/** The words as they were said, capped; null when there are none. */
export function wordsIn(transcript: string): string | null {
  const words = Array.from(transcript.replaceAll(/[\s\0]+/g, ' ').trim())
    .slice(0, LONGEST_WORDS)
    .join('');
  // what is in brackets describes a sound
  const folded = words
    .replaceAll(/[[(*][^\])*]{0,80}[\])*]/g, ' ')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return folded === '' || NOTHINGS.has(folded) || CREDITS.test(folded) ? null : words;
}
