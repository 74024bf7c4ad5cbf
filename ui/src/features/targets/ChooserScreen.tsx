/** How a target is begun (row T1): from a suite, which asks for little, or from blank. */
import { ArrowRightOutlined, CodeOutlined, FileOutlined, SendOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { Link } from "react-router-dom";
import { usePushTypes } from "@/shared/api/queries";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked } from "@/shared/parts/states";
import { withCustom } from "./form/customType";
import "./targets.css";

export default function ChooserScreen() {
  const { t, pick } = useTexts();
  const suites = usePushTypes();
  return (
    <Page title={t("chooser.title")} lede={t("chooser.lede")}>
      <Asked query={suites}>
        {(all) => (
          <div className="cards">
            {withCustom(all).map((suite) => (
              <Card
                key={suite.pushType}
                to={`/targets/new/${suite.pushType}`}
                icon={suite.pushType === "custom" ? <CodeOutlined /> : <SendOutlined />}
                title={pick(suite.name)}
                detail={pick(suite.description)}
                action={t("chooser.use")}
              >
                <div className="card-class">
                  <span className="dim">{t("chooser.class")}</span>
                  {suite.implementationClass ? (
                    <span className="mono">{suite.implementationClass}</span>
                  ) : (
                    <span>{t("chooser.class.own")}</span>
                  )}
                </div>
              </Card>
            ))}
            <Card
              to="/targets/new/blank"
              icon={<FileOutlined />}
              title={t("chooser.blank")}
              detail={t("chooser.blank.detail")}
              action={t("chooser.blank")}
            />
          </div>
        )}
      </Asked>
    </Page>
  );
}

interface CardProps {
  to: string;
  icon: ReactNode;
  title: string;
  detail: string;
  action: string;
  children?: ReactNode;
}

function Card({ to, icon, title, detail, action, children }: CardProps) {
  return (
    <Link to={to} className="card">
      <div className="card-head">
        <span className="card-icon" aria-hidden="true">
          {icon}
        </span>
        <h2>{title}</h2>
      </div>
      <p>{detail}</p>
      {children}
      <div className="card-action">
        {action} <ArrowRightOutlined aria-hidden="true" />
      </div>
    </Link>
  );
}
