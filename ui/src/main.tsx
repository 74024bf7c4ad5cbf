/** Opens the host, then draws the console: its router must not see the address before the host has taken the token out. */
import { createRoot } from "react-dom/client";
import { bringScreenIntoFragment } from "./app/address";
import { openHost } from "./host";
import { setHost } from "./shared/api/client";
import "./app/global.css";

setHost(await openHost());
bringScreenIntoFragment();
const { Console } = await import("./app/Console");
const root = document.getElementById("root");
if (!root) throw new Error("index.html has the element that the console is drawn in");
createRoot(root).render(<Console />);
