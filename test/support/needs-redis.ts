/** Marks a suite that could not run, so that the last lines of `npm test` can name it. */
export const needsRedis = 'needs Redis: ';
