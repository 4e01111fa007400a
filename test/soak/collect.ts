// node --import ./test/soak/collect.ts src/main.ts
// On SIGUSR2 the process collects its garbage, so that its heap afterwards is what it keeps.

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
process.on('SIGUSR2', () => collect());
