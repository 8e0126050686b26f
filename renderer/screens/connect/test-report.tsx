/** What "test connection" found out: who we are there, what the credential may do, until when. */
import type { TestReport } from '../../../shared/model/catalogue.ts'
import { durationWords, relativeWords } from '../../../shared/expiry/expiry.ts'
import { dayText } from '../../messages/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useVault } from '../../vault/store.ts'

type Allowed = TestReport['may'][number]['allowed']

const SIGNS: Record<Allowed, { readonly icon: IconName; readonly tone: string; readonly word: string }> = {
  yes: { icon: 'active', tone: 'good', word: 'yes' },
  no: { icon: 'expired', tone: 'bad', word: 'no' },
  unknown: { icon: 'undated', tone: 'soft', word: 'not known' },
}

/** "12 min ahead of" or "3 h behind". */
export const skewWords = (skewMs: number) => `${durationWords(skewMs)} ${skewMs > 0 ? 'ahead of' : 'behind'}`

export function TestReportView({ report }: { readonly report: TestReport }) {
  const { who, may, warnings, clockSkewMs } = report
  return (
    <section className="test-report" role="status" aria-label="Connection tested">
      <p className="report-line">
        <Icon of="person" className="good" />
        <span className="wrap selectable" dir="auto">
          It works. You are <strong>{who}</strong>
        </span>
      </p>
      {may.length > 0 && (
        <ul className="may">
          {may.map(({ act, allowed }) => (
            <li key={act}>
              <Icon of={SIGNS[allowed].icon} className={SIGNS[allowed].tone} />
              <span className="wrap">{act}</span>
              <span className="soft small">{SIGNS[allowed].word}</span>
            </li>
          ))}
        </ul>
      )}
      <Ends report={report} />
      {clockSkewMs !== undefined && (
        <p className="report-line">
          <Icon of="danger" className="warn" />
          <span>
            This machine’s clock is {skewWords(clockSkewMs)} the provider’s. Times of expiry depend on it.
          </span>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="report-line">
          <Icon of="danger" className="warn" />
          <span className="wrap selectable">{warning}</span>
        </p>
      ))}
    </section>
  )
}

function Ends({ report: { credentialExpiresAt: at } }: { readonly report: TestReport }) {
  const now = useVault((state) => state.now)
  if (at === undefined) return null
  return (
    <p className="report-line">
      <Icon of="expiring" className={at <= now ? 'bad' : ''} />
      <span>
        This credential {at <= now ? 'expired' : 'expires'} {relativeWords(at, now)}, on {dayText(at)}.
      </span>
    </p>
  )
}
