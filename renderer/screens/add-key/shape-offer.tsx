/** Shows which kind of key the typed secret looks like, opens the page where such keys are managed, and fills in the empty fields. */
import type { KeyShape } from '../../../shared/shapes/shape.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { openLink } from '../../vault/vault-commands.ts'
import { shapeOfferMessages } from './add-key-messages.ts'
import type { LocalTexts } from './local-fields-form.tsx'
import { fieldsFromShape, type ShapeFields } from './shape-fields.ts'

interface Props {
  /** `undefined` if Keyhold does not know the shape. */
  readonly shape: KeyShape | undefined
  readonly texts: LocalTexts
  readonly onFill: (fields: ShapeFields) => void
}

export function ShapeOffer({ shape, texts, onFill }: Props) {
  return (
    <div className={shape === undefined ? 'shape-offer none' : 'shape-offer'}>
      {shape !== undefined && <Icon of={shape.isIdentifier ? 'danger' : 'key'} />}
      <p role="status">{shape !== undefined && words(shape)}</p>
      {shape !== undefined && <Actions shape={shape} texts={texts} onFill={onFill} />}
    </div>
  )
}

const words = ({ name, isIdentifier }: KeyShape) =>
  isIdentifier ? shapeOfferMessages.identifier(name) : shapeOfferMessages.known(name)

function Actions({ shape, texts, onFill }: Props & { readonly shape: KeyShape }) {
  const fields = fieldsFromShape(shape, texts)
  const labels = (Object.keys(fields) as (keyof ShapeFields)[]).map(
    (field) => shapeOfferMessages.fields[field],
  )
  return (
    <span className="shape-actions">
      {labels.length > 0 && (
        <Button size="small" onPress={() => onFill(fields)}>
          {shapeOfferMessages.fill(labels)}
        </Button>
      )}
      {shape.page !== undefined && (
        <Button
          size="small"
          looks="quiet"
          icon="external"
          onPress={() => void openLink({ to: 'shape-page', shape: shape.id })}
        >
          {shapeOfferMessages.page(shape.provider)}
        </Button>
      )}
    </span>
  )
}
