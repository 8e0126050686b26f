/** Asks the person before a secret leaves over the command line, and remembers the approvals. */
import type { Input, Output } from '../../../shared/contract/contract.ts'
import type {
  ApprovalAnswer,
  ApprovalLasts,
  ConfirmedChange,
  SecretCommand,
} from '../../../shared/contract/approvals.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import { createUserActions } from '../consent/user-actions.ts'
import type { Keychain } from '../keychain/keychain.ts'
import { heldVersion, type WhichVersion } from '../keys/held-version.ts'
import type { ApprovalCardPort } from '../ports/desktop.ts'
import type { Providers } from '../ports/provider.ts'
import type { Requester } from '../ports/requester.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { createApprovalHistory } from './approval-history.ts'
import { describeProgram } from './asking-program.ts'
import { createCardQueue } from './card-queue.ts'
import { cardOf, createKeyNames, type AskedRequest } from './card-facts.ts'
import { NOTIFICATION } from './approval-notification-messages.ts'
import { createRememberedAnswers, type Bound } from './remembered-answers.ts'
import { shownText } from './untrusted-text.ts'

interface Asked {
  /** Missing if the system does not tell who asks: then an approval is for one request only. */
  readonly requester: Requester | undefined
  /** The caller's own words (`--reason`): untrusted text. */
  readonly reason?: string | undefined
}

export interface SecretRequest extends Asked {
  readonly keys: readonly { readonly key: KeyId; readonly version?: number | undefined }[]
  /** Which command of `keyhold` asks. */
  readonly command: SecretCommand
  /** The program that will get them (`run`); untrusted text. */
  readonly program?: string | undefined
}

/** A change of a key at its provider. Each is confirmed by itself: no approval covers the next one. */
export interface ChangeRequest extends Asked {
  readonly key: KeyId
  readonly change: ConfirmedChange
  /** Of a regeneration: how long the old secret stays. */
  readonly overlapHours?: number | undefined
}

export interface ReleasedSecret {
  readonly key: KeyId
  readonly version: number
  /** SECURITY: the secret itself. */
  readonly text: string
}

/** All three reject with the signal's reason when it aborts, and with Failure `locked` when the app is locked, now or while the card waits. */
export interface Approvals {
  /**
   * Returns these secrets, in the order of the request, once the person has permitted it now or before. SECURITY: besides the page's reveal
   * call the only way in which a secret leaves the vault as text. Each use is in the history.
   *
   * Throws Failure `approval` (`denied`, `timed-out`, `no-screen`), `secret-missing`, `not-found`, `keychain`, and `limit` where too many
   * requests wait already.
   */
  release(request: SecretRequest, signal: AbortSignal): Promise<readonly ReleasedSecret[]>
  /** Resolves once the person has permitted it, without reading a secret. Throws as `release` does. */
  permit(request: SecretRequest, signal: AbortSignal): Promise<void>
  /** Resolves once the person has confirmed the change. Throws Failure `approval`, `not-found`, `limit`. */
  confirm(request: ChangeRequest, signal: AbortSignal): Promise<void>
}

/** The same, for the pages and for the vault's life. */
export interface ManagedApprovals extends Approvals {
  card(): Output<'approval:card'>
  /** Throws Failure `not-found` for a card that has ended, and `limit` for a yes without a press in the card's window. */
  decide(decision: Input<'approval:decide'>): Promise<void>
  list(): Output<'approval:list'>
  revoke(id: string): void
  forgetDenial(id: string): void
  /** The app is locked: waiting requests are refused, and approvals end. */
  locked(): void
  /** All programs, or agents alone, may no longer ask: their approvals end. The command line refuses their waiting requests. */
  switchedOff(who: 'all' | 'agents'): void
  /** Ends everything. */
  close(): void
}

interface Deps {
  readonly store: Store
  readonly keychain: Pick<Keychain, 'use'>
  readonly providers: Pick<Providers, 'metadata'>
  /** Keys whose deletion is held back: for a command they are gone. */
  readonly hidden: ReadonlySet<KeyId>
  readonly world: Pick<World, 'clock' | 'log' | 'confirmations' | 'notifications' | 'requesters'> & {
    readonly desktop: Pick<World['desktop'], 'approvalCard'>
  }
  readonly isLocked: () => boolean
  /** Runs when another card waits, or a remembered answer has begun or ended. */
  readonly changed: () => void
}

const LONGEST_REASON = 300
const LONGEST_PROGRAM = 400

/** Whether the approval still holds. */
type IsLive = () => boolean

export function createApprovals(deps: Deps): ManagedApprovals {
  const { store, keychain, hidden, world, isLocked, changed } = deps
  const { clock, log, confirmations, notifications, requesters } = world
  const window = world.desktop.approvalCard
  let hasEnded = false
  /** How often the app was locked. An approval from before the last lock no longer holds. */
  let locks = 0

  const isSame = (process: Bound['anchor']) => requesters?.isSame(process) === true
  const history = createApprovalHistory({ store, clock, log })
  const remembered = createRememberedAnswers({ clock, isSame, changed })
  const names = createKeyNames(deps)
  const actions = window && createUserActions({ gestures: window.gestures, confirmations, clock }) // a press in the card's window alone
  const queue = createCardQueue<AskedRequest>({
    clock,
    window: window && { show: () => showIn(window), hide: () => window.hide() },
    changed,
    timedOut: (asked) => history.denied(asked, 'timed-out'),
  })
  window?.onClosed(() => {
    const open = queue.current()
    if (open !== undefined) end(open.id, open.asked, 'deny')
  })

  /** SECURITY: the notification names neither the program nor a key: it may stay in a list that others see. */
  function showIn(card: ApprovalCardPort): boolean {
    if (!card.show()) return false
    if (card.mayStayBehind)
      void notifications.show({
        ...NOTIFICATION,
        urgency: 'critical',
        about: { kind: 'approval' },
        snoozes: [],
      })
    return true
  }

  function refuseIfShut(): void {
    if (hasEnded) throw new Failure({ kind: 'approval', why: 'no-screen' })
    if (isLocked()) throw new Failure({ kind: 'locked' })
  }

  function find(which: WhichVersion) {
    if (hidden.has(which.key)) throw new Failure({ kind: 'not-found', what: 'key' })
    return heldVersion(store, which)
  }

  /** The program that asks, its words, and what an answer may bind. SECURITY: an anchor that the system does not know any more binds nothing. */
  function whoAsks(
    { requester, reason = '' }: Asked,
    keys: readonly KeyId[],
    isForAgent: boolean,
  ): Pick<AskedRequest, 'bound' | 'asking' | 'reason'> {
    const shown = { reason: shownText(reason, LONGEST_REASON) || undefined }
    if (requester === undefined) return { bound: undefined, asking: undefined, ...shown }
    const { anchor } = requester
    const asking = describeProgram(requester)
    return { bound: isSame(anchor) ? { anchor, asking, keys, isForAgent } : undefined, asking, ...shown }
  }

  function secretsAsked(request: SecretRequest): AskedRequest {
    for (const which of request.keys) find(which)
    const keys = [...new Set(request.keys.map(({ key }) => key))]
    const program = shownText(request.program ?? '', LONGEST_PROGRAM)
    return {
      wants: { kind: 'secrets', command: request.command, ...(program !== '' && { program }) },
      keys: request.keys,
      ...whoAsks(request, keys, request.command === 'mcp'),
    }
  }

  /** The remembered answer that covers this request. */
  function known({ wants, bound }: AskedRequest): 'deny' | 'once' | undefined {
    if (wants.kind === 'change' || bound === undefined) return undefined
    if (remembered.denies(bound)) return 'deny'
    return remembered.permits(bound) ? 'once' : undefined
  }

  async function ask(asked: AskedRequest, signal: AbortSignal): Promise<void> {
    const { wants, keys, bound, reason } = asked
    const joins = bound && JSON.stringify([bound.anchor, bound.asking, wants, keys, reason])
    await queue.ask(asked, joins, signal)
    refuseIfShut()
  }

  async function permitted(request: SecretRequest, signal: AbortSignal): Promise<IsLive> {
    refuseIfShut()
    signal.throwIfAborted()
    const asked = secretsAsked(request)
    const { bound } = asked
    switch (known(asked)) {
      case 'deny':
        throw new Failure({ kind: 'approval', why: 'denied' })
      case 'once':
        return () => bound !== undefined && remembered.permits(bound)
      case undefined: {
        await ask(asked, signal)
        const before = locks
        return () => locks === before && (bound === undefined || !remembered.denies(bound))
      }
    }
  }

  /** SECURITY: `keychain.use` wipes the secret once its text is made, and the use is recorded before the text is returned. */
  async function read(request: SecretRequest, isLive: IsLive, signal: AbortSignal) {
    const released: (ReleasedSecret & { readonly name: string })[] = []
    for (const which of request.keys) {
      const { record, version } = find(which)
      const text = await keychain.use(
        version.entry,
        (secret) => secret.use((bytes) => bytes.toString('utf8')),
        version.backend,
      )
      released.push({ key: record.id, version: version.version, text, name: record.name })
    }
    // The keychain may have taken minutes: the approval must still hold.
    refuseIfShut()
    signal.throwIfAborted()
    if (!isLive()) throw new Failure({ kind: 'approval', why: 'denied' })
    history.used(request, released)
    return released.map(({ key, version, text }) => ({ key, version, text }))
  }

  function end(id: string, asked: AskedRequest, answer: ApprovalAnswer): void {
    if (answer === 'deny') {
      history.denied(asked, 'denied')
      if (asked.bound && asked.wants.kind === 'secrets') remembered.deny(asked.bound)
    } else {
      history.granted(asked, answer)
      if (answer !== 'once' && asked.bound) remembered.approve(asked.bound, answer)
    }
    queue.end(id, answer, known)
  }

  const offersOf = ({ wants, bound }: AskedRequest): readonly ApprovalLasts[] =>
    wants.kind === 'change' || bound === undefined ? ['once'] : ['once', '15-minutes', 'until-lock']

  function open(id: string) {
    const card = queue.current()
    if (card?.id !== id) throw new Failure({ kind: 'not-found', what: 'approval' })
    return card
  }

  return {
    async release(request, signal) {
      return read(request, await permitted(request, signal), signal)
    },

    async permit(request, signal) {
      await permitted(request, signal)
    },

    async confirm(request, signal) {
      const { key, change, overlapHours } = request
      refuseIfShut()
      signal.throwIfAborted()
      if (hidden.has(key) || store.keys.get(key) === undefined)
        throw new Failure({ kind: 'not-found', what: 'key' })
      const wants = { kind: 'change', change, ...(overlapHours !== undefined && { overlapHours }) } as const
      const asked = { wants, keys: [{ key }] }
      await ask({ ...asked, ...whoAsks(request, [key], false) }, signal)
    },

    card() {
      const current = queue.current()
      const { theme } = store.settings.read()
      if (current === undefined) return { theme }
      const hasLock = store.lock.read() !== undefined
      return {
        theme,
        card: cardOf(current, { names, offers: offersOf(current.asked), hasLock, now: clock.now() }),
      }
    },

    async decide({ card, answer }) {
      const { asked } = open(card)
      if (answer !== 'deny') {
        if (!offersOf(asked).includes(answer)) throw new Failure({ kind: 'forbidden' })
        await actions?.need('approve')
        open(card) // the minute may have passed meanwhile
        refuseIfShut()
      }
      end(card, asked, answer)
    },

    list: () => ({
      approvals: remembered.approvals().map(({ id, asking, keys, since, isForAgent, until }) => ({
        ...{ id, asking, since, isForAgent },
        keys: names.of([...keys].map((key) => ({ key }))),
        ...(until && { until: until.at }),
      })),
      denials: remembered.denials().map(({ id, asking, keys, since }) => ({
        ...{ id, asking, since },
        keys: names.of([...keys].map((key) => ({ key }))),
      })),
      hasLock: store.lock.read() !== undefined,
    }),

    revoke(id) {
      const revoked = remembered.revoke(id)
      if (revoked !== undefined) history.revoked(revoked)
    },

    forgetDenial: (id) => remembered.forgetDenial(id),

    locked() {
      locks += 1
      remembered.endApprovals('all')
      queue.endAll(new Failure({ kind: 'locked' }))
    },

    switchedOff: (who) => remembered.endApprovals(who),

    close() {
      hasEnded = true
      queue.endAll(new Failure({ kind: 'approval', why: 'no-screen' }))
      remembered.clear()
    },
  }
}
