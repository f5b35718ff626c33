import { Link, Outlet, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { useConsole } from '../data/ConsoleContext.tsx';
import { useChainHead, useDataStatus, useLiveUpdates } from '../data/heads.ts';
import { useText } from '../text/TextContext.tsx';
import { type Theme, useTheme } from '../theme/useTheme.ts';
import { Button } from '../ui/Button.tsx';
import { DialogHost, useDialogs } from '../ui/DialogHost.tsx';
import { Notice } from '../ui/Notice.tsx';
import { pageTitleId } from '../ui/Page.tsx';
import { useWriter } from '../wallet/useWriter.ts';
import { WalletMenu } from '../wallet/WalletMenu.tsx';
import { Logo } from './Logo.tsx';
import classes from './Shell.module.css';

const groups = [
  { name: 'market', routes: ['/', '/market', '/holdings', '/use-rights', '/shares', '/prices'] },
  { name: 'proof', routes: ['/ranking'] },
  { name: 'mine', routes: ['/leases', '/jobs', '/provider', '/balances', '/payments'] },
  { name: 'rules', routes: ['/dao'] },
] as const;

/** Puts the focus on the new page's heading, so that it is what is read next. */
function useFocusOnRouteChange(onChange: () => void) {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        onChange();
        document.getElementById(pageTitleId)?.focus();
      }),
    [router, onChange],
  );
}

function DataNotices() {
  const { text } = useText();
  const { config } = useConsole();
  const status = useDataStatus();
  const writer = useWriter();
  return (
    <div className={classes.statuses}>
      {status.chain === 'down' && (
        <Notice tone="bad" role="alert" title={text.status.chainDownTitle}>
          {text.status.chainDownBody(config.rpcUrl)}
        </Notice>
      )}
      {status.indexer === 'down' && (
        <Notice tone="warn" role="status" title={text.status.indexerDownTitle}>
          {text.status.indexerDownBody}
        </Notice>
      )}
      {status.indexer === 'behind' && (
        <Notice tone="warn" role="status" title={text.status.indexerBehindTitle}>
          {text.status.indexerBehindBody(status.behindBlocks.toString())}
        </Notice>
      )}
      {writer.status === 'wrongNetwork' && (
        <Notice tone="warn" role="status" title={text.wallet.wrongNetworkTitle}>
          {text.wallet.wrongNetworkBody(writer.chainId ?? 0, config.chainId)}
        </Notice>
      )}
    </div>
  );
}

function Foot() {
  const { text } = useText();
  const { config } = useConsole();
  const head = useChainHead();
  const status = useDataStatus();
  return (
    <footer className={classes.foot}>
      <span>{text.status.chain(config.chainId)}</span>
      {head.data && <span>{text.status.block(head.data.blockNumber.toString())}</span>}
      <span>{text.status.indexer[status.indexer]}</span>
    </footer>
  );
}

/** What surrounds every page: head, navigation, states of the data, the page itself. */
export function Shell() {
  return (
    <DialogHost>
      <Frame />
    </DialogHost>
  );
}

function Frame() {
  const { text, language, setLanguage } = useText();
  const dialogs = useDialogs();
  const [theme, setTheme] = useTheme();
  const [menuOpen, setMenuOpen] = useState(false);
  const leave = useCallback(() => {
    setMenuOpen(false);
    dialogs.close();
  }, [dialogs]);
  useFocusOnRouteChange(leave);
  useLiveUpdates();
  return (
    <>
      <a className={classes.skip} href="#main">
        {text.shell.skip}
      </a>
      <div className={classes.shell}>
        <header className={classes.head}>
          <Link to="/" className={classes.brand}>
            <Logo />
            <span>
              {text.common.product} <small>{text.shell.brandOther}</small>
            </span>
          </Link>
          <select
            className={classes.select}
            aria-label={text.shell.language}
            value={language}
            onChange={(event) => setLanguage(event.target.value === 'zh' ? 'zh' : 'en')}
          >
            <option value="en" lang="en">
              English
            </option>
            <option value="zh" lang="zh-CN">
              简体中文
            </option>
          </select>
          <select
            className={classes.select}
            aria-label={text.shell.theme}
            value={theme}
            onChange={(event) => setTheme(event.target.value as Theme)}
          >
            {(['system', 'light', 'dark'] as const).map((name) => (
              <option key={name} value={name}>
                {text.shell.themes[name]}
              </option>
            ))}
          </select>
          <WalletMenu />
          <Button
            small
            className={classes.menuButton}
            aria-expanded={menuOpen}
            aria-controls="navigation"
            onClick={() => setMenuOpen(!menuOpen)}
          >
            {text.shell.menu}
          </Button>
        </header>
        <nav id="navigation" className={classes.nav} aria-label={text.shell.navigation} data-open={menuOpen}>
          <div className={classes.navInner}>
            {groups.map(({ name, routes }) => (
              <div key={name} className={classes.group}>
                <p id={`nav-${name}`}>{text.nav.groups[name]}</p>
                <ul aria-labelledby={`nav-${name}`}>
                  {routes.map((to) => (
                    <li key={to}>
                      <Link
                        to={to}
                        className={classes.link}
                        activeOptions={{ exact: to === '/', includeSearch: false }}
                      >
                        {text.nav.routes[to]}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        </nav>
        <main id="main" className={classes.main} tabIndex={-1}>
          <DataNotices />
          <Outlet />
          <Foot />
        </main>
      </div>
    </>
  );
}
