/** One bound target: its name, and which of its three addresses are made. */
import { Link } from "react-router-dom";
import type { Binding } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { channels } from "./holders";

export function Bound({ binding, name }: { binding: Binding; name: string }) {
  const { t } = useTexts();
  return (
    <span className="addresses-bound-one">
      <Link to={`/targets/${binding.target}`}>{name}</Link>
      {channels
        .filter((channel) => binding[channel])
        .map((channel) => (
          <span key={channel} className="tag tone-blue">
            {t(`addresses.channel.${channel}`)}
          </span>
        ))}
    </span>
  );
}
