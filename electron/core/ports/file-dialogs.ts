/** The system's dialogs for files: main shows them, so a page can neither name a path nor read a file that nobody chose. */

export interface FileDialogs {
  /** Where a file of this name goes. An existing file may be replaced: the system has asked. `undefined`: the user cancelled. */
  chooseTarget(name: string): Promise<string | undefined>
  /** A file to read. */
  chooseFile(): Promise<string | undefined>
  chooseFolder(): Promise<string | undefined>
  /** Several files to read, or one folder to look through. Empty: the user cancelled. */
  chooseSources(from: 'files' | 'folder'): Promise<readonly string[]>
}
