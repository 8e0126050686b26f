/** Draws the approval card: which program asks, for what and why, and the possible answers. A program chose the names, folders and reasons. */
import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ApprovalAnswer, ApprovalCard, ApprovalKey } from '../../shared/contract/approvals.ts'
import { Button } from '../parts/button.tsx'
import { ForeignName, ForeignNames } from '../parts/foreign-names.tsx'
import { Icon, IconSprite } from '../parts/icon.tsx'
import { ErrorNotice } from '../parts/notice.tsx'
import { ProviderTile } from '../parts/provider-tile.tsx'
import { allowWords, cardMessages } from './approval-messages.ts'
import { ANSWER_KEYS } from './card-keys.ts'
import { decide, useCard } from './card-state.ts'

export function Card() {
  const card = useCard((state) => state.card)
  return (
    <>
      <IconSprite />
      {card === undefined ? <main className="approval" /> : <Open key={card.id} card={card} />}
    </>
  )
}

function Open({ card }: { readonly card: ApprovalCard }) {
  const { asking, wants, keys, moreKeys, reason, requests } = card
  const error = useCard((state) => state.error)
  return (
    <main className="approval" aria-labelledby="wants">
      <header className="approval-head">
        <Icon of="locked" />
        <h1 id="wants" className="wrap">
          <ForeignName name={asking?.name ?? cardMessages.someProgram} />{' '}
          {cardMessages.wants(wants, keys.length + moreKeys)}
        </h1>
      </header>
      {/* Focusable, because it scrolls and must be reachable by keyboard. */}
      <div className="approval-body" tabIndex={0} role="group" aria-labelledby="wants">
        <Keys keys={keys} more={moreKeys} />
        {reason !== undefined && (
          <figure className="approval-reason">
            <figcaption className="soft">{cardMessages.reason}</figcaption>
            <blockquote className="wrap">
              {cardMessages.open}
              <ForeignName name={reason} />
              {cardMessages.close}
            </blockquote>
          </figure>
        )}
        <Facts card={card} />
        {requests > 1 && <p className="soft">{cardMessages.requests(requests)}</p>}
        {error !== undefined && <ErrorNotice error={error} tone="warn" />}
      </div>
      <Answers card={card} />
    </main>
  )
}

function Keys({ keys, more }: { readonly keys: readonly ApprovalKey[]; readonly more: number }) {
  return (
    <section aria-labelledby="keys">
      <h2 id="keys">{cardMessages.keys(keys.length + more)}</h2>
      <ul className="approval-keys">
        {keys.map((key) => (
          <li key={`${key.key} ${String(key.version)}`}>
            <ProviderTile provider={key.provider} name={key.providerName} {...key.sign} />
            <span className="approval-key">
              <strong className="wrap">
                <ForeignName name={key.name} />
              </strong>
              <span className="soft wrap">
                <ForeignName name={key.account ?? cardMessages.manual} />
                {key.version !== undefined && ` · ${cardMessages.version(key.version)}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{cardMessages.moreKeys(more)}</p>}
    </section>
  )
}

function Facts({ card: { wants, asking } }: { readonly card: ApprovalCard }) {
  const command = wants.kind === 'change' ? wants.change : wants.command
  return (
    <dl className="approval-facts">
      {wants.kind === 'secrets' && wants.program !== undefined && (
        <Fact name={cardMessages.passedTo}>
          <ForeignName name={wants.program} />
        </Fact>
      )}
      <Fact name={cardMessages.command}>{cardMessages.commandName(command)}</Fact>
      {asking === undefined ? (
        <Fact name={cardMessages.program}>{cardMessages.noProgram}</Fact>
      ) : (
        <>
          <Fact name={cardMessages.program}>
            <ForeignName name={asking.executable} />
          </Fact>
          {asking.folder !== undefined && (
            <Fact name={cardMessages.folder}>
              <ForeignName name={asking.folder} />
            </Fact>
          )}
          {asking.parents.length > 0 && (
            <Fact name={cardMessages.startedBy}>
              <ForeignNames names={asking.parents} />
            </Fact>
          )}
        </>
      )}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="wrap">{children}</dd>
    </>
  )
}

function Answers({ card }: { readonly card: ApprovalCard }) {
  const { offers, hasLock, asking } = card
  const deny = useRef<HTMLButtonElement>(null)
  useEffect(() => deny.current?.focus(), [])
  return (
    <footer className="approval-foot">
      {offers.length > 1 && asking !== undefined && (
        <p className="soft wrap">
          {cardMessages.lastingBefore} <ForeignName name={asking.anchor} /> {cardMessages.lastingAfter}
        </p>
      )}
      <div className="approval-answers" role="group" aria-label={cardMessages.group}>
        <Answer answer="deny" label={cardMessages.deny} shown={cardMessages.denyKey} ref={deny} />
        {offers.map((lasts) => (
          <Answer key={lasts} answer={lasts} label={allowWords(lasts, hasLock)} shown={ANSWER_KEYS[lasts]} />
        ))}
      </div>
      <Left endsAt={card.endsAt} />
    </footer>
  )
}

interface AnswerProps {
  readonly answer: ApprovalAnswer
  readonly label: string
  /** The name of the key that gives the answer, as the button shows it. */
  readonly shown: string
  readonly ref?: React.Ref<HTMLButtonElement>
}

function Answer({ answer, label, shown, ref }: AnswerProps) {
  return (
    <Button
      looks={answer === 'once' ? 'primary' : 'plain'}
      onPress={() => void decide(answer)}
      aria-keyshortcuts={ANSWER_KEYS[answer]}
      {...(ref && { ref })}
    >
      {label} <kbd aria-hidden="true">{shown}</kbd>
    </Button>
  )
}

const SECOND_MS = 1_000

/** Not announced every second, so the time is only visible. */
function Left({ endsAt }: { readonly endsAt: number }) {
  const aheadMs = useCard((state) => state.aheadMs)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.ceil((endsAt - aheadMs - now) / SECOND_MS))
  return (
    <p className="soft approval-left" role="timer" aria-live="off">
      {cardMessages.left(seconds)}
    </p>
  )
}
