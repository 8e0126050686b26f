/** What only the palette's page knows: what is chosen in it, and what it says. Main's picture of the vault is in the page's store. */
import { create } from 'zustand'
import type { CopyAs } from '../../shared/model/copy-as.ts'
import type { KeyId } from '../../shared/model/model.ts'
import type { Tone } from '../parts/notice.tsx'

export interface Said {
  readonly tone: Tone
  readonly title: string
  readonly detail?: string | undefined
}

export interface PaletteState {
  readonly isShown: boolean
  /** Chosen by hand or pointer; `undefined`: the first one. */
  readonly chosen: KeyId | undefined
  /** The key whose commands are listed instead of the keys, and the place of the chosen act. */
  readonly commands:
    | {
        readonly key: KeyId
        readonly chosen: number
        /** Main's word on how its secret can be copied; empty until it has come. */
        readonly forms: readonly CopyAs[]
      }
    | undefined
  /** A copy is under way. */
  readonly isBusy: boolean
  readonly said: Said | undefined
}

const FRESH: PaletteState = {
  isShown: false,
  chosen: undefined,
  commands: undefined,
  isBusy: false,
  said: undefined,
}

export const usePalette = create<PaletteState>()(() => FRESH)
