/** Opens the host, then draws the console. */
import { createRoot } from "react-dom/client";
import { Console } from "./app/Console";
import { openHost } from "./host";
import { setHost } from "./shared/api/client";
import "./app/global.css";

setHost(await openHost());
const root = document.getElementById("root");
if (!root) throw new Error("index.html has the element that the console is drawn in");
createRoot(root).render(<Console />);
