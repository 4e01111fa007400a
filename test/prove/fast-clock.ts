// A clock that runs faster than the machine's, the same in every process of a run.

export type ClockSettings = {
  /** What it shows at `started`, which is the machine's. */
  readonly origin: number;
  readonly started: number;
  readonly speed: number;
  /** How far it was put forward besides. */
  readonly ahead: number;
};

export function createFastClock(settings: ClockSettings) {
  let { ahead } = settings;
  return {
    now: () => new Date(settings.origin + (Date.now() - settings.started) * settings.speed + ahead),
    putForward(ms: number): void {
      ahead += ms;
    },
    settings: (): ClockSettings => ({ ...settings, ahead }),
  };
}
