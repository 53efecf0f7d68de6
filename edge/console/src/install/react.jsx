import { useEffect } from "react";

const SRC = "https://desk.example.com/widget/acme.js";

/** The chat, for as long as this is on the page. */
export function Frontdesk() {
  useEffect(() => {
    const script = document.createElement("script");
    script.async = true;
    script.src = SRC;
    // Whoever left before it was there wants no chat any more.
    script.onload = () => document.querySelector(`script[src="${SRC}"]`) ?? window.Frontdesk?.destroy();
    document.head.append(script);
    return () => {
      script.remove();
      window.Frontdesk?.destroy();
    };
  }, []);
  return null;
}
