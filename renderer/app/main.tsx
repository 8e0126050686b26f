/** Starts the app in the page: connects to the main process and renders. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connect } from '../vault/connection.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

connect()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
