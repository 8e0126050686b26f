/** Help of `keyhold completion`. */
import { SHELLS } from '../completion-scripts.ts'

export const COMPLETION = {
  spec: {
    summary: 'Print a script that completes this command in a shell',
    details: [
      'The script asks Keyhold for commands, options, and the names of keys and accounts. While Keyhold is locked, no name is completed.',
    ],
    arguments: [{ name: 'SHELL', completes: SHELLS, help: SHELLS.join(', ') }],
    examples: [
      { line: 'source <(keyhold completion bash)', says: 'In ~/.bashrc.' },
      { line: 'source <(keyhold completion zsh)', says: 'In ~/.zshrc, after compinit.' },
      { line: 'keyhold completion fish > ~/.config/fish/completions/keyhold.fish', says: 'Once, for fish.' },
      {
        line: 'keyhold completion pwsh | Out-String | Invoke-Expression',
        says: 'In the profile of PowerShell.',
      },
    ],
  },
  hidden: 'What completions ask',
} as const
