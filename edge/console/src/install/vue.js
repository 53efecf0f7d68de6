import { onMounted, onUnmounted } from "vue";

const SRC = "https://desk.example.com/widget/acme.js";

/** The chat, for as long as the component that calls this is on the page. */
export function useFrontdesk() {
  let script;
  onMounted(() => {
    script = document.createElement("script");
    script.async = true;
    script.src = SRC;
    // Whoever left before it was there wants no chat any more.
    script.onload = () => document.querySelector(`script[src="${SRC}"]`) ?? window.Frontdesk?.destroy();
    document.head.append(script);
  });
  onUnmounted(() => {
    script.remove();
    window.Frontdesk?.destroy();
  });
}
