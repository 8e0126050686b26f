/** The fields for an account's tile: a colour of its own or the provider's, and an optional emoji instead of the letters. */
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { isOneEmoji, TILE_COLOURS, type TileColour } from '../../../shared/model/account-sign.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { AccountSign } from '../../../shared/model/model.ts'
import { Field } from '../../parts/field.tsx'
import { ProviderTile } from '../../parts/provider-tile.tsx'
import {
  COLOUR_WORDS,
  EMOJI_HELP,
  EMOJI_LABEL,
  EMOJI_PROBLEM,
  PROVIDER_COLOUR,
  SIGN_LABEL,
} from './sign-messages.ts'

/** The fields while the user types. The text may not be an emoji yet. */
export interface TypedSign {
  readonly colour: TileColour | undefined
  readonly emoji: string
}

export const typedSign = (sign: AccountSign | undefined): TypedSign => ({
  colour: sign?.colour,
  emoji: sign?.emoji ?? '',
})

export const isSign = ({ emoji }: TypedSign): boolean => emoji.trim() === '' || isOneEmoji(emoji.trim())

/** The part that can be sent. Text that is not one emoji is omitted. */
export const signOf = ({ colour, emoji }: TypedSign): AccountSign => ({
  ...(colour !== undefined && { colour }),
  ...(isOneEmoji(emoji.trim()) && { emoji: emoji.trim() }),
})

interface Props {
  readonly metadata: ProviderMetadata
  readonly sign: TypedSign
  readonly onChange: (sign: TypedSign) => void
  /** The user tried to save a text that is not one emoji. */
  readonly isRefused: boolean
}

const PROVIDERS = 'provider'

export function SignField({ metadata: { id, name }, sign, onChange, isRefused }: Props) {
  const { emoji } = signOf(sign)
  return (
    <>
      <RadioGroup
        className="field"
        orientation="horizontal"
        value={sign.colour ?? PROVIDERS}
        onChange={(picked) => onChange({ ...sign, colour: TILE_COLOURS.find((colour) => colour === picked) })}
      >
        <Label className="field-label">{SIGN_LABEL}</Label>
        <div className="tile-choices">
          {[undefined, ...TILE_COLOURS].map((colour) => {
            const words = colour === undefined ? PROVIDER_COLOUR : COLOUR_WORDS[colour]
            return (
              <RadioField key={words} value={colour ?? PROVIDERS}>
                <RadioButton className="tile-choice">
                  <ProviderTile provider={id} name={name} title={words} colour={colour} emoji={emoji} />
                  <span className="unseen">{words}</span>
                </RadioButton>
              </RadioField>
            )
          })}
        </div>
      </RadioGroup>
      <Field
        label={EMOJI_LABEL}
        help={EMOJI_HELP}
        value={sign.emoji}
        onChange={(typed) => onChange({ ...sign, emoji: typed })}
        error={isRefused && !isSign(sign) ? EMOJI_PROBLEM : undefined}
        autoComplete="off"
        spellCheck="false"
      />
    </>
  )
}
