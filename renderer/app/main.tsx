/** Starts the page: loads the styles, connects to the main process and renders the app. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { connect } from '../vault/connection.ts'
import '../styles/all.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

connect()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
