/**
 * An emulator in a separate process, so that its work does not count as the program's. Arguments: number of keys, provider, delay of its answers in
 * milliseconds. Ends when its input ends.
 */
import { startAwsIam } from '../emulators/aws-iam.ts'
import { startCoralogix } from '../emulators/coralogix.ts'
import { startGitLab } from '../emulators/gitlab.ts'
import { startIonos } from '../emulators/ionos.ts'
import { startNebulaBlock } from '../emulators/nebula-block.ts'
import { startOpsManager } from '../emulators/ops-manager.ts'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import type { BenchProvider } from './emulator.ts'

const START = {
  'ripe-atlas': startRipeAtlas,
  'ionos-monitoring': startIonos,
  'nebula-block': startNebulaBlock,
  'ops-manager': startOpsManager,
  coralogix: startCoralogix,
  'aws-iam': startAwsIam,
  gitlab: startGitLab,
} satisfies Readonly<Record<BenchProvider, unknown>>

const [, , keys = '', name = 'ripe-atlas', lateMs = '0'] = process.argv
const emulator = await START[name as BenchProvider]({ keys: Number(keys) })
if (lateMs !== '0') emulator.fault({ kind: 'delay', ms: Number(lateMs), times: Infinity })
const { provider, settings, credential } = emulator
process.stdout.write(`${JSON.stringify({ provider, settings, credential })}\n`)
process.stdin.resume().once('end', () => void emulator.close().then(() => process.exit(0)))
