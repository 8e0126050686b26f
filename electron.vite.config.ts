import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      // `app` is the whole program without Electron: tests, the demo and the browser host start it in plain Node.
      lib: { entry: { main: 'electron/main.ts', app: 'electron/app.ts' }, formats: ['es'] },
      externalizeDeps: { exclude: ['zod'] },
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
    build: { rolldownOptions: { input: 'renderer/index.html' } },
  },
})
