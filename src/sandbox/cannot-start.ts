type Reason =
  | 'port-busy'
  | 'disk-full'
  | 'not-writable'
  | 'in-use'
  | 'other-version'
  | 'not-available'
  | 'failed';

/** Something the person who typed the command can fix; the message is the whole explanation. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
  readonly reason: Reason;

  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** Runs a step that touches the disk; what the disk refuses comes back in words. */
export async function onDisk<T>(folder: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw diskProblem(folder, String((error as NodeJS.ErrnoException).code), error) ?? error;
  }
}

/** Reads both an errno and the text that Postgres and Redis print for it. */
export function diskProblem(
  folder: string,
  evidence: string,
  cause?: unknown,
): CannotStart | undefined {
  if (/ENOSPC|EDQUOT|No space left on device|Disk quota exceeded/.test(evidence)) {
    return new CannotStart(
      'disk-full',
      `The disk is full: there is no room left to write in ${folder}.`,
      cause,
    );
  }
  if (
    /EACCES|EPERM|EROFS|ENOTDIR|Permission denied|Read-only file system|Operation not permitted/.test(
      evidence,
    )
  ) {
    return new CannotStart(
      'not-writable',
      `The folder ${folder} cannot be written by this user (${process.env['USER'] ?? `uid ${process.getuid?.()}`}).`,
      cause,
    );
  }
  return undefined;
}
