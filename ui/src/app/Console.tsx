/** The whole console: its providers, the gate that asks for a token where one is needed, and its routes. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useSyncExternalStore } from "react";
import { createHashRouter, Navigate, RouterProvider, useRouteError } from "react-router-dom";
import { Unreachable } from "@/host";
import { SignIn } from "../features/signin/SignIn";
import { theHost } from "../shared/api/client";
import { LiveProvider } from "../shared/live";
import { Failure, Loading } from "../shared/parts/states";
import { ThemeProvider } from "../shared/theme";
import { Shell } from "./Shell";

const OverviewScreen = lazy(() => import("../features/overview/OverviewScreen"));
const TargetsScreen = lazy(() => import("../features/targets/TargetsScreen"));
const ChooserScreen = lazy(() => import("../features/targets/ChooserScreen"));
const NewTargetScreen = lazy(() => import("../features/targets/NewTargetScreen"));
const EditTargetScreen = lazy(() => import("../features/targets/EditTargetScreen"));
const AddressesScreen = lazy(() => import("../features/addresses/AddressesScreen"));
const NewAddressScreen = lazy(() => import("../features/addresses/NewAddressScreen"));
const EditAddressScreen = lazy(() => import("../features/addresses/EditAddressScreen"));
const AdaptersScreen = lazy(() => import("../features/adapters/AdaptersScreen"));
const NewAdapterScreen = lazy(() => import("../features/adapters/NewAdapterScreen"));
const EditAdapterScreen = lazy(() => import("../features/adapters/EditAdapterScreen"));
const DirectoryScreen = lazy(() => import("../features/directory/DirectoryScreen"));
const LogScreen = lazy(() => import("../features/pushlog/LogScreen"));
const AlertsScreen = lazy(() => import("@/features/alerts/AlertsScreen"));
const ChooseChannelScreen = lazy(() => import("@/features/alerts/ChooseChannelScreen"));
const NewChannelScreen = lazy(() => import("@/features/alerts/NewChannelScreen"));
const EditChannelScreen = lazy(() => import("@/features/alerts/EditChannelScreen"));
const ReconciliationScreen = lazy(() => import("@/features/reconciliation/ReconciliationScreen"));
const TasksScreen = lazy(() => import("@/features/tasks/TasksScreen"));
const NewTaskScreen = lazy(() => import("@/features/tasks/new/NewTaskScreen"));
const RunsScreen = lazy(() => import("@/features/runs/RunsScreen"));
const SandboxScreen = lazy(() => import("../features/sandbox/SandboxScreen"));
const SystemScreen = lazy(() => import("../features/system/SystemScreen"));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // An engine on loopback can be reached while the machine is offline.
      networkMode: "always",
      refetchOnWindowFocus: false,
      retry: (failures, error) => error instanceof Unreachable && failures < 2,
      retryDelay: 800,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

function Broken() {
  return <Failure error={useRouteError()} onRetry={() => location.reload()} />;
}

const screen = (element: ReactNode) => <Suspense fallback={<Loading />}>{element}</Suspense>;

const router = createHashRouter([
  {
    element: <Shell />,
    errorElement: <Broken />,
    children: [
      {
        errorElement: <Broken />,
        children: [
          { index: true, element: <Navigate to="/overview" replace /> },
          { path: "overview", element: screen(<OverviewScreen />) },
          { path: "targets", element: screen(<TargetsScreen />) },
          { path: "targets/new", element: screen(<ChooserScreen />) },
          { path: "targets/new/:kind", element: screen(<NewTargetScreen />) },
          { path: "targets/:id", element: screen(<EditTargetScreen />) },
          { path: "directory", element: screen(<DirectoryScreen />) },
          { path: "log", element: screen(<LogScreen />) },
          { path: "tasks", element: screen(<TasksScreen />) },
          { path: "tasks/new/:kind", element: screen(<NewTaskScreen />) },
          { path: "runs", element: screen(<RunsScreen />) },
          { path: "reconciliation", element: screen(<ReconciliationScreen />) },
          { path: "alerts", element: screen(<AlertsScreen />) },
          { path: "alerts/new", element: screen(<ChooseChannelScreen />) },
          { path: "alerts/new/:kind", element: screen(<NewChannelScreen />) },
          { path: "alerts/:id", element: screen(<EditChannelScreen />) },
          { path: "addresses", element: screen(<AddressesScreen />) },
          { path: "addresses/new", element: screen(<NewAddressScreen />) },
          { path: "addresses/:id", element: screen(<EditAddressScreen />) },
          { path: "adapters", element: screen(<AdaptersScreen />) },
          { path: "adapters/new", element: screen(<NewAdapterScreen />) },
          { path: "adapters/:class/:version", element: screen(<EditAdapterScreen />) },
          { path: "sandbox/:receiver?", element: screen(<SandboxScreen />) },
          { path: "system/:tab?", element: screen(<SystemScreen />) },
          { path: "*", element: <Navigate to="/overview" replace /> },
        ],
      },
    ],
  },
]);

const always = () => true;
const never = () => () => undefined;

function Gate() {
  const session = theHost().session;
  const signedIn = useSyncExternalStore(
    session ? (listener) => session.subscribe(listener) : never,
    session ? () => session.signedIn() : always,
  );
  if (!signedIn) {
    queries.clear();
    return <SignIn />;
  }
  return (
    <LiveProvider>
      <RouterProvider router={router} />
    </LiveProvider>
  );
}

export function Console() {
  return (
    <QueryClientProvider client={queries}>
      <ThemeProvider>
        <Gate />
      </ThemeProvider>
    </QueryClientProvider>
  );
}
