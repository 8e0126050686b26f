/** The last part of an import's report: the files still hold the secrets, and what the user can do about it. */
import { useEffect, useRef, useState } from 'react'
import type { CleanUp, PlainFile } from '../../../shared/contract/import.ts'
import type { AppError } from '../../../shared/contract/errors.ts'
import { commonMessages } from '../../messages/common-messages.ts'
import { errorOf, sentence } from '../../messages/errors.ts'
import { Button } from '../../parts/button.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice, Notice } from '../../parts/notice.tsx'
import { changesOf, filesFor, type Cleaned } from './clean-up.ts'
import { DiffList } from './diff-list.tsx'
import type { Found } from './import-flow.ts'
import { importMessages } from './import-messages.ts'
import { LineList } from './line-list.tsx'
import { useCleanUp } from './use-clean-up.ts'

interface Props {
  readonly found: Found
  /** The dialog stays open while files are being changed, because failures are shown only here. */
  readonly onCleaning: (isCleaning: boolean) => void
}

export function PlainFiles({ found, onCleaning }: Props) {
  const { files, cleaned, isRunning, error, clean } = useCleanUp(found.id)
  const [asked, setAsked] = useState<CleanUp>()
  useEffect(() => onCleaning(isRunning), [isRunning, onCleaning])
  const place = useRef<HTMLDivElement>(null)
  /** Without this, the focus would be lost with the removed button. */
  const answer = () => {
    setAsked(undefined)
    place.current?.focus()
  }
  if (files === undefined) return null
  return (
    <div ref={place} tabIndex={-1} className="plain-files">
      {cleaned.map((one, index) => (
        <InView key={index}>
          <CleanedNotice cleaned={one} />
        </InView>
      ))}
      {error !== undefined && <ErrorNotice error={error} />}
      {asked === undefined ? (
        <StillThere found={found} files={files} isClean={cleaned.length > 0} onAsk={setAsked} />
      ) : (
        <InView>
          <Question
            how={asked}
            files={filesFor(asked, files)}
            isRunning={isRunning}
            onYes={() => clean(asked, answer)}
            onNo={answer}
          />
        </InView>
      )}
    </div>
  )
}

/** The most files that one sentence names. */
const MOST_NAMED = 3

interface StillThereProps {
  readonly found: Found
  readonly files: readonly PlainFile[]
  readonly isClean: boolean
  readonly onAsk: (how: CleanUp) => void
}

function StillThere({ found, files, isClean, onAsk }: StillThereProps) {
  const read = found.files.filter(({ entries }) => entries > 0).map(({ file }) => file)
  if (files.length === 0) {
    if (isClean || read.length === 0) return null
    return (
      <Notice tone="note" title={importMessages.still}>
        {importMessages.stillDetail(read.slice(0, MOST_NAMED), Math.max(0, read.length - MOST_NAMED))}
      </Notice>
    )
  }
  const [trash, references] = [filesFor('trash', files).length, changesOf(files).length]
  return (
    <Notice
      tone="note"
      title={importMessages.still}
      actions={
        <>
          {references > 0 && (
            <Button size="small" onPress={() => onAsk('references')}>
              {importMessages.offerReferences(references)}
            </Button>
          )}
          {trash > 0 && (
            <Button size="small" onPress={() => onAsk('trash')}>
              {importMessages.offerTrash(trash)}
            </Button>
          )}
        </>
      }
    >
      {importMessages.stillOffer}
    </Notice>
  )
}

interface QuestionProps {
  readonly how: CleanUp
  readonly files: readonly PlainFile[]
  readonly isRunning: boolean
  readonly onYes: () => void
  readonly onNo: () => void
}

function Question({ how, files, isRunning, onYes, onNo }: QuestionProps) {
  const isTrash = how === 'trash'
  const changes = changesOf(files)
  return (
    <Notice
      tone="warn"
      title={
        isTrash ? importMessages.trashTitle(files.length) : importMessages.referencesTitle(changes.length)
      }
      actions={
        <>
          <Button size="small" autoFocus isDisabled={isRunning} onPress={onNo}>
            {commonMessages.cancel}
          </Button>
          <Button size="small" looks={isTrash ? 'danger' : 'primary'} isPending={isRunning} onPress={onYes}>
            {isTrash ? importMessages.trash(files.length) : importMessages.replace(files.length)}
          </Button>
        </>
      }
    >
      {(isTrash ? importMessages.trashDetail : importMessages.referencesDetail).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>{importMessages.remains}</p>
      {isTrash ? (
        <LineList
          label={importMessages.trashTitle(files.length)}
          lines={files.map(({ file }) => file)}
          more={importMessages.moreFiles}
        />
      ) : (
        <DiffList files={files} />
      )}
    </Notice>
  )
}

function CleanedNotice({ cleaned: { how, done, failed } }: { readonly cleaned: Cleaned }) {
  const lines = failed.map(({ file, error }) => importMessages.failedFile(file, whyOf(errorOf(error))))
  return (
    <>
      {done > 0 && <Notice tone="good" title={importMessages.cleaned(how, done)} />}
      {failed.length > 0 && (
        <Notice tone="warn" title={importMessages.notCleaned(failed.length)}>
          <LineList
            label={importMessages.notCleaned(failed.length)}
            lines={lines}
            more={importMessages.moreFiles}
          />
        </Notice>
      )}
    </>
  )
}

const whyOf = (error: AppError): string => sentence(error).title
