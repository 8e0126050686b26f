import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      // Everything but `main` runs in plain Node: tests, the demo and the browser host start the program (`app`) behind
      // its gate on a world of their own choice. One build, so that all share the classes they are told apart by.
      lib: {
        entry: {
          main: 'electron/main/main.ts',
          app: 'electron/app.ts',
          gate: 'electron/ipc/gate.ts',
          keychain: 'electron/os/keychain.ts',
          network: 'electron/os/network.ts',
          clipboard: 'electron/os/clipboard-secrets.ts',
        },
        formats: ['es'],
      },
      externalizeDeps: { exclude: ['zod', 'string-width'] },
    },
  },
  preload: {
    build: {
      lib: { entry: 'electron/preload.ts', formats: ['cjs'] },
      rolldownOptions: { output: { entryFileNames: '[name].cjs' } },
      isolatedEntries: true,
      externalizeDeps: false,
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: { rolldownOptions: { input: { index: 'renderer/index.html', palette: 'renderer/palette.html' } } },
  },
})
