/** Draws instants as text: relative times that follow the clock, with the exact time in the tooltip. */
import { agoWords, relativeWords } from '../../shared/expiry/expiry.ts'
import { dayText, momentText, utcText } from '../messages/dates.ts'
import { useVault } from '../vault/store.ts'

interface Props {
  /** Epoch milliseconds, UTC. */
  readonly at: number
}

const title = (at: number) => `${momentText(at)} (${utcText(at)})`

/** "2 min ago". */
export function Ago({ at }: Props) {
  const now = useVault((state) => state.now)
  return <time title={title(at)}>{agoWords(at, now)}</time>
}

/** "in 6 days" or "3 days ago". */
export function Relative({ at }: Props) {
  const now = useVault((state) => state.now)
  return <time title={title(at)}>{relativeWords(at, now)}</time>
}

/** "27 Nov 2026". */
export function Day({ at }: Props) {
  return <time title={title(at)}>{dayText(at)}</time>
}

/** "27 Nov 2026, 14:05". */
export function Moment({ at }: Props) {
  return <time title={utcText(at)}>{momentText(at)}</time>
}
