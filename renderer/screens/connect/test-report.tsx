/** The result of "Test connection": the identity at the provider, the credential's permissions, and when it expires. */
import type { ProviderMetadata, TestReport } from '../../../shared/model/catalogue.ts'
import type { FormValues } from '../../../shared/model/model.ts'
import { relativeWords } from '../../../shared/expiry/expiry.ts'
import { copyText } from '../../commands/copy-text.ts'
import { dayText } from '../../messages/dates.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import type { IconName } from '../../parts/icons.ts'
import { useVault } from '../../vault/store.ts'
import { toast } from '../../vault/toasts.ts'
import { testReportMessages } from './connect-messages.ts'
import { CredentialPageButton } from './credential-page-button.tsx'

type Allowed = TestReport['may'][number]['allowed']

const SIGNS: Record<Allowed, { readonly icon: IconName; readonly tone: string }> = {
  yes: { icon: 'active', tone: 'good' },
  no: { icon: 'expired', tone: 'bad' },
  unknown: { icon: 'undated', tone: 'soft' },
}

interface Props {
  readonly report: TestReport
  /** The tested account form. After a refused permission, the report links to the page that creates a suitable credential. */
  readonly form?: { readonly provider: ProviderMetadata; readonly settings: FormValues }
  /** False once a sync has found the keys, because the provider's text for the identity may contain their number, too. */
  readonly showsIdentity?: boolean
}

export function TestReportView({ report, form, showsIdentity = true }: Props) {
  const { who, may, warnings, clockSkewMs, policy } = report
  const isRefused = may.some(({ allowed }) => allowed === 'no')
  return (
    <section className="test-report" role="status" aria-label={testReportMessages.label}>
      <p className="report-line">
        <Icon of="person" className="good" />
        {showsIdentity ? (
          <span className="wrap selectable" dir="auto">
            {testReportMessages.worksAs} <strong>{who}</strong>
          </span>
        ) : (
          <span>{testReportMessages.works}</span>
        )}
      </p>
      {may.length > 0 && (
        <ul className="may">
          {may.map(({ action, allowed }) => (
            <li key={action}>
              <Icon of={SIGNS[allowed].icon} className={SIGNS[allowed].tone} />
              <span className="wrap">{action}</span>
              <span className="soft small">{testReportMessages.allowed[allowed]}</span>
            </li>
          ))}
        </ul>
      )}
      <Ends report={report} />
      {clockSkewMs !== undefined && (
        <p className="report-line">
          <Icon of="danger" className="warn" />
          <span>{testReportMessages.clock(clockSkewMs)}</span>
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} className="report-line">
          <Icon of="danger" className="warn" />
          <span className="wrap selectable">{warning}</span>
        </p>
      ))}
      {policy !== undefined && <Policy {...policy} />}
      {isRefused && form !== undefined && (
        <p className="report-line">
          <CredentialPageButton {...form} />
        </p>
      )}
    </section>
  )
}

function Ends({ report: { credentialExpiresAt: at } }: { readonly report: TestReport }) {
  const now = useVault((state) => state.now)
  if (at === undefined) return null
  return (
    <p className="report-line">
      <Icon of="expiring" className={at <= now ? 'bad' : ''} />
      <span>{testReportMessages.credentialEnds(at <= now, relativeWords(at, now), dayText(at))}</span>
    </p>
  )
}

function Policy({ label, text }: NonNullable<TestReport['policy']>) {
  const copy = () => copyText(text) && toast({ tone: 'good', text: testReportMessages.copied, about: label })
  return (
    <details className="policy">
      <summary>{testReportMessages.policy(label)}</summary>
      <pre className="selectable small">{text}</pre>
      <Button size="small" icon="copy" onPress={copy}>
        {testReportMessages.copyPolicy(label)}
      </Button>
    </details>
  )
}
