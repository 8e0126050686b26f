/** Checks a vault that did not open: it says why, and refuses every call but those that recover it. */
import { expect } from 'vitest'
import { calls, type CallName } from '../../shared/contract/contract.ts'
import type { ShutVault } from '../../shared/contract/snapshot.ts'
import { goodInput } from './good-input.ts'
import type { RunningProgram } from './program.ts'
import { callLoosely } from './refusal.ts'

const WAYS_OUT: readonly CallName[] = ['app:snapshot', 'vault:retry', 'vault:restore', 'vault:start-anew']
/** Calls about windows, the tray and the shortcut, which need no vault. */
const OF_THE_DESKTOP: readonly CallName[] = [
  ...(Object.keys(calls) as CallName[]).filter((name) => name.startsWith('desktop:')),
  'palette:show',
  'palette:hide',
  'palette:open-view',
  'shortcut:record',
  'shortcut:state',
]
const ALLOWED = [...WAYS_OUT, ...OF_THE_DESKTOP]

/** Throws if the vault is open. */
export async function shutVault(program: RunningProgram): Promise<ShutVault> {
  const taken = await program.ask('app:snapshot')
  if (taken.vault !== 'shut') throw new Error(`The vault is ${taken.vault}`)
  return taken
}

export async function expectShut(program: RunningProgram, why: ShutVault['why']): Promise<void> {
  expect((await shutVault(program)).why).toBe(why)
  for (const name of Object.keys(calls) as CallName[]) {
    if (ALLOWED.includes(name)) continue
    const result = await callLoosely(program, name, goodInput(name))
    expect(result, name).toEqual({ ok: false, error: { kind: 'vault', why } })
  }
  expect(await program.ask('vault:retry')).toMatchObject({ vault: 'shut', why })
}
