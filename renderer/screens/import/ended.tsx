/** The report of an import: what was stored, what was not and why, and finally that the files still hold the secrets. */
import type { ImportReport } from '../../../shared/contract/import.ts'
import { closeDialog } from '../../app/page-actions.ts'
import { copyText } from '../../commands/copy-text.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { toast } from '../../vault/toasts.ts'
import type { ImportState } from './import-flow.ts'
import { endedTitle, failedWords, importMessages, reportLines } from './import-messages.ts'
import { LineList } from './line-list.tsx'
import { PlainFiles } from './plain-files.tsx'

interface Props {
  readonly state: Extract<ImportState, { state: 'ended' }>
}

const isWhole = ({ failed, left }: ImportReport): boolean => failed.length === 0 && left === 0

const failedLines = ({ failed }: ImportReport): readonly string[] =>
  failed.map(({ name, place, error }) => failedWords(name, place, sentence(errorOf(error)).title))

interface BodyProps extends Props {
  /** Whether files are being changed. */
  readonly onCleaning: (isCleaning: boolean) => void
}

export function EndedBody({ state: { report, found }, onCleaning }: BodyProps) {
  return (
    <>
      <Notice tone={isWhole(report) ? 'good' : 'warn'} title={endedTitle(report)}>
        <ul className="plain-lines">
          {reportLines(report).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Notice>
      {report.stopped !== undefined && <ErrorNotice error={errorOf(report.stopped)} />}
      {report.failed.length > 0 && (
        <LineList
          label={importMessages.failures}
          lines={failedLines(report)}
          more={importMessages.moreSecrets}
        />
      )}
      <PlainFiles found={found} onCleaning={onCleaning} />
    </>
  )
}

function copyReport(report: ImportReport): void {
  const lines = [`${endedTitle(report)}.`, ...reportLines(report), ...failedLines(report)]
  if (copyText(`${lines.join('\n')}\n`)) toast({ tone: 'good', text: importMessages.copied })
  else toast({ tone: 'bad', text: importMessages.notCopied })
}

interface ButtonsProps extends Props {
  readonly isCleaning: boolean
  readonly onRest: () => void
}

export function EndedButtons({ state: { report }, isCleaning, onRest }: ButtonsProps) {
  return (
    <>
      <Button icon="copy" onPress={() => copyReport(report)}>
        {importMessages.copyReport}
      </Button>
      {report.left > 0 && (
        <Button isDisabled={isCleaning} onPress={onRest}>
          {importMessages.rest}
        </Button>
      )}
      <Button looks="primary" autoFocus isDisabled={isCleaning} onPress={closeDialog}>
        {commonMessages.done}
      </Button>
    </>
  )
}
