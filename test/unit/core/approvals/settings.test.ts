/** Settings and approvals: permissions end when the setting that allowed them is turned off, and an open card follows the theme. */
import { expect, it } from 'vitest'
import { openVault } from '../../../../electron/core/vault.ts'
import { createCooperativeScheduler } from '../../../../electron/core/scheduling/cooperative-scheduler.ts'
import { createKeychain } from '../../../../electron/core/keychain/keychain.ts'
import { fakeApprovalCard } from '../../../fakes/approval-card.ts'
import { fakeDesktop } from '../../../fakes/desktop.ts'
import { addByHand, makeMachine, settle } from '../vault-set-up.ts'
import { program } from './set-up.ts'

function withCard() {
  const { fake, database, storage, sealedResponses, cloud, port, clock } = makeMachine()
  const desktop = fakeDesktop({ approvalCard: fakeApprovalCard() })
  return openVault({
    world: { ...fake.world, desktop, requesters: { isSame: () => true } },
    store: database.open(),
    storage,
    sealedResponses,
    providers: cloud.providers,
    checks: { find: () => undefined },
    keychain: createKeychain({ port, clock, log: fake.world.log }),
    turn: createCooperativeScheduler(),
    isLocked: () => false,
  })
}

/** A vault in which `get` and an agent were each permitted to use the one key until the app is locked. */
async function permitted() {
  const vault = withCard()
  const { approvals } = vault
  const key = await addByHand(vault)
  const ask = async (command: 'get' | 'mcp') => {
    const request = { keys: [{ key }], command, requester: program(command) } as const
    approvals.release(request, new AbortController().signal).catch(() => undefined)
    await settle()
  }
  const isAsked = () => approvals.card().card !== undefined
  for (const command of ['get', 'mcp'] as const) {
    await ask(command)
    await approvals.decide({ card: approvals.card().card!.id, answer: 'until-lock' })
    await settle()
  }
  const agents = () => approvals.list().approvals.map(({ isForAgent }) => isForAgent)
  return { vault, ask, isAsked, agents }
}

it('ends all approvals with the command line, so that the person is asked again', async () => {
  const { vault, ask, isAsked, agents } = await permitted()
  await ask('get')
  expect(isAsked()).toBe(false)
  vault.changeSettings({ commandLine: false })
  expect(agents()).toEqual([])
  vault.changeSettings({ commandLine: true })
  await ask('get')
  expect(isAsked()).toBe(true)
  await vault.close()
})

it('ends what agents were permitted when agents are switched off', async () => {
  const { vault, agents } = await permitted()
  expect(agents()).toEqual([true, false])
  vault.changeSettings({ agents: false })
  expect(agents()).toEqual([false])
  await vault.close()
})

it('ends nothing with another setting', async () => {
  const { vault, agents } = await permitted()
  vault.changeSettings({ leadDays: 7, commandLine: true, agents: true })
  expect(agents()).toEqual([true, false])
  await vault.close()
})

it('an open card receives a changed theme, and no other setting', () => {
  const { open, fake } = makeMachine()
  const vault = open()
  vault.changeSettings({ leadDays: 20 })
  expect(fake.pushed('approval:changed')).toEqual([])
  vault.changeSettings({ theme: 'dark' })
  expect(fake.pushed('approval:changed')).toHaveLength(1)
  expect(vault.approvals.card()).toEqual({ theme: 'dark' })
})
