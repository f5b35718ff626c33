import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { parseMarketFilters } from '../pages/market/marketFilters.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { NotFound } from './NotFound.tsx';
import { Shell } from './Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = { getParentRoute: () => root } as const;

/** An id in a path: a decimal number. */
function parseId({ id }: { id: string }) {
  if (!/^\d{1,20}$/.test(id)) throw new Error('not an id');
  return { id };
}
const withId = { params: { parse: parseId, stringify: ({ id }: { id: string }) => ({ id }) } } as const;

const routes = [
  createRoute({
    ...under,
    path: '/',
    component: lazyRouteComponent(() => import('../pages/home/HomePage.tsx'), 'HomePage'),
  }),
  createRoute({
    ...under,
    path: '/market',
    validateSearch: parseMarketFilters,
    component: lazyRouteComponent(() => import('../pages/market/MarketPage.tsx'), 'MarketPage'),
  }),
  createRoute({
    ...under,
    path: '/holdings',
    component: lazyRouteComponent(() => import('../pages/market/HoldingsPage.tsx'), 'HoldingsPage'),
  }),
  createRoute({
    ...under,
    path: '/use-rights',
    component: lazyRouteComponent(() => import('../pages/useRight/UseRightsPage.tsx'), 'UseRightsPage'),
  }),
  createRoute({
    ...under,
    ...withId,
    path: '/use-rights/$id',
    component: lazyRouteComponent(() => import('../pages/useRight/UseRightPage.tsx'), 'UseRightPage'),
  }),
  createRoute({
    ...under,
    path: '/shares',
    component: lazyRouteComponent(() => import('../pages/share/SharesPage.tsx'), 'SharesPage'),
  }),
  createRoute({
    ...under,
    path: '/ranking',
    component: lazyRouteComponent(() => import('../pages/ranking/RankingPage.tsx'), 'RankingPage'),
  }),
  createRoute({
    ...under,
    ...withId,
    path: '/resources/$id',
    component: lazyRouteComponent(() => import('../pages/ranking/ResourcePage.tsx'), 'ResourcePage'),
  }),
  createRoute({
    ...under,
    ...withId,
    path: '/proofs/$id',
    component: lazyRouteComponent(() => import('../pages/ranking/ProofPage.tsx'), 'ProofPage'),
  }),
  createRoute({
    ...under,
    path: '/leases',
    component: lazyRouteComponent(() => import('../pages/lease/LeasesPage.tsx'), 'LeasesPage'),
  }),
  createRoute({
    ...under,
    ...withId,
    path: '/leases/$id',
    component: lazyRouteComponent(() => import('../pages/lease/LeasePage.tsx'), 'LeasePage'),
  }),
  createRoute({
    ...under,
    path: '/provider',
    component: lazyRouteComponent(() => import('../pages/provider/ProviderPage.tsx'), 'ProviderPage'),
  }),
  createRoute({
    ...under,
    path: '/provider/new',
    /** The resource that is being set up; the chain knows how far it is. */
    validateSearch: (search: Record<string, unknown>): { resource?: string } =>
      /^\d{1,20}$/.test(String(search.resource ?? '')) ? { resource: String(search.resource) } : {},
    component: lazyRouteComponent(() => import('../pages/provider/SetUpPage.tsx'), 'SetUpPage'),
  }),
  createRoute({
    ...under,
    path: '/balances',
    component: lazyRouteComponent(() => import('../pages/account/BalancesPage.tsx'), 'BalancesPage'),
  }),
  createRoute({
    ...under,
    path: '/payments',
    component: lazyRouteComponent(() => import('../pages/payment/PaymentsPage.tsx'), 'PaymentsPage'),
  }),
  createRoute({
    ...under,
    path: '/prices',
    /** The type whose prices are shown; the first one where none is named. */
    validateSearch: (search: Record<string, unknown>): { type?: string } =>
      search.type === undefined ? {} : { type: String(search.type) },
    component: lazyRouteComponent(() => import('../pages/price/PricesPage.tsx'), 'PricesPage'),
  }),
  createRoute({
    ...under,
    path: '/jobs',
    component: lazyRouteComponent(() => import('../pages/job/JobsPage.tsx'), 'JobsPage'),
  }),
  createRoute({
    ...under,
    path: '/dao',
    component: lazyRouteComponent(() => import('../pages/dao/DaoPage.tsx'), 'DaoPage'),
  }),
] as const;

/** Every page of the console. Each is loaded when it is first opened, or pointed at. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <ErrorNotice error={error} onRetry={reset} />,
  scrollRestoration: true,
  // Plain words in the address, not JSON: people read them, and send them on.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: (search) => {
    const given = Object.entries(search).filter(([, value]) => value !== undefined);
    const words = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
    return words === '' ? '' : `?${words}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
