/** The first step of an import: how to export a file from other programs, and the two buttons that open the system's dialog. */
import { useState } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { Input } from '../../../shared/contract/contract.ts'
import { IMPORT_FORMATS, isImportFormat, type ImportFormat } from '../../../shared/model/import-formats.ts'
import { progressMessages } from '../../messages/parts-messages.ts'
import { Button } from '../../parts/button.tsx'
import { SelectField } from '../../parts/field.tsx'
import { FoldButton } from '../../parts/fold-button.tsx'
import { InView } from '../../parts/in-view.tsx'
import { ErrorNotice } from '../../parts/notice.tsx'
import { Progress } from '../../parts/progress.tsx'
import { useFileDrop } from '../../parts/use-file-drop.ts'
import { DropHint } from './file-drop.tsx'
import type { ImportState } from './import-flow.ts'
import { importMessages } from './import-messages.ts'

interface Props {
  readonly state: Extract<ImportState, { state: 'choosing' }>
  readonly onChoose: (from: From, format: ImportFormat | undefined) => void
}

type From = Input<'import:choose'>['from']

const AUTOMATIC = 'automatic'

export function ChooseFiles({ state, onChoose }: Props) {
  const [format, setFormat] = useState<ImportFormat>()
  const [from, setFrom] = useState<From>('files')
  const { isReading, error } = state
  const choose = (source: From) => {
    setFrom(source)
    onChoose(source, format)
  }
  const isOver = useFileDrop(isReading ? undefined : () => choose('dropped'))
  return (
    <>
      {isOver && <DropHint />}
      <p>{importMessages.lead}</p>
      <div className="row">
        <Button
          looks="primary"
          icon="import"
          autoFocus
          isPending={isReading && from === 'files'}
          isDisabled={isReading && from === 'folder'}
          onPress={() => choose('files')}
        >
          {importMessages.chooseFiles}
        </Button>
        <Button
          isPending={isReading && from === 'folder'}
          isDisabled={isReading && from === 'files'}
          onPress={() => choose('folder')}
        >
          {importMessages.chooseFolder}
        </Button>
        <span className="soft">{importMessages.dropHere}</span>
      </div>
      {isReading && <Reading done={state.done} />}
      {error !== undefined && (
        <InView>
          <ErrorNotice error={error} />
        </InView>
      )}
      <Sources />
      <SelectField
        label={importMessages.format}
        help={importMessages.formatHelp}
        isDisabled={isReading}
        options={[
          { value: AUTOMATIC, label: importMessages.automatic },
          ...IMPORT_FORMATS.map((value) => ({ value, label: importMessages.formatName(value) })),
        ]}
        value={format ?? AUTOMATIC}
        onChange={(value) => setFormat(isImportFormat(value) ? value : undefined)}
      />
    </>
  )
}

function Reading({ done }: { readonly done: number | undefined }) {
  return done === undefined ? (
    <Progress label={importMessages.reading} value={0} />
  ) : (
    <Progress label={importMessages.comparing} value={done} max={1} words={progressMessages.percent(done)} />
  )
}

function Sources() {
  return (
    <Disclosure className="folded" defaultExpanded>
      <Heading level={3} className="section-title">
        <FoldButton>{importMessages.where}</FoldButton>
      </Heading>
      <DisclosurePanel className="folded-body">
        <dl className="import-sources">
          {importMessages.sources.map(([program, how]) => (
            <div key={program}>
              <dt>{program}</dt>
              <dd className="soft wrap">{how}</dd>
            </div>
          ))}
        </dl>
      </DisclosurePanel>
    </Disclosure>
  )
}
