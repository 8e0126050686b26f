/** The palette's own state: the choice and the message. The main process's data about the vault is in the page's store. */
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
  /** The key chosen by keyboard or pointer; `undefined` for the first one. */
  readonly chosen: KeyId | undefined
  /** The key whose commands are listed instead of the keys, and the index of the chosen command. */
  readonly commands:
    | {
        readonly key: KeyId
        readonly chosen: number
        /** The forms in which the secret can be copied; empty until the main process has answered. */
        readonly forms: readonly CopyAs[]
      }
    | undefined
  /** Whether a copy is running. */
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
